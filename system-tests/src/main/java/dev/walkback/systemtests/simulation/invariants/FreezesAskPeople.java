package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/** Nobody is there to help. */
final class FreezesAskPeople implements Invariant {

  @Override
  public String sentence() {
    return "In a freeze no alert rolls anything back without somebody agreeing";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
        ? before
            .live(written.record().application())
            .filter(Tale::startedByAlert)
            .filter(tale -> isFrozen(tale, written.record().at()))
            .flatMap(tale -> unasked(tale, written.record()))
        : Optional.empty();
  }

  private static Optional<String> unasked(Tale tale, AuditRecord record) {
    return switch (record.entry()) {
      case TargetsResolved resolved ->
          Invariant.unless(
              tale.has(TargetsResolved.class) || resolved.plan().map(Plan::approvers).orElse(0) > 0,
              "%s is planned in a freeze without anybody to agree",
              tale.id());
      case AttemptStarted _ ->
          Invariant.unless(
              tale.mayHaveWritten() || !tale.agreed().isEmpty(),
              "%s begins in a freeze, and nobody agreed",
              tale.id());
      default -> Optional.empty();
    };
  }

  private static boolean isFrozen(Tale tale, Instant at) {
    return tale.start().policy().rails().freezes().stream().anyMatch(freeze -> freeze.covers(at));
  }
}

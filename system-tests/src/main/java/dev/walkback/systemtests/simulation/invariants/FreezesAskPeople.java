package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.TargetsResolved;
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
            && written.record().entry() instanceof TargetsResolved resolved
        ? before
            .live(written.record().application())
            .filter(Tale::startedByAlert)
            .filter(
                tale -> isFrozen(tale, written.record().at()) && !tale.has(TargetsResolved.class))
            .filter(_ -> resolved.plan().map(Plan::approvers).orElse(0) == 0)
            .map(tale -> tale.id() + " is planned in a freeze without anybody to agree")
        : Optional.empty();
  }

  private static boolean isFrozen(Tale tale, Instant at) {
    return tale.start().policy().rails().freezes().stream().anyMatch(freeze -> freeze.covers(at));
  }
}

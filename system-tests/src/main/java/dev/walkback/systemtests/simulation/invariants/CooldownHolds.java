package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditRecord;
import java.time.Instant;
import java.util.Optional;

/** Alerts go on for a while after their cause is gone. */
final class CooldownHolds implements Invariant {

  @Override
  public String sentence() {
    return "After a rollback, or when somebody stopped one, alerts start none before the cooldown is over";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AuditEntry.RollbackStarted start
            && start.trigger().origin() == Origin.ALERT
        ? tooEarly(written.record(), start, before)
        : Optional.empty();
  }

  private static Optional<String> tooEarly(
      AuditRecord record, RollbackStarted start, Chronicle before) {
    return before
        .lastThatCools(record.application())
        .flatMap(Tale::endedAt)
        .map(ended -> ended.plus(start.policy().limits().cooldown()))
        .filter(record.at()::isBefore)
        .map((Instant until) ->
            "%s started at %s, before %s".formatted(start.rollbackId(), record.at(), until));
  }
}

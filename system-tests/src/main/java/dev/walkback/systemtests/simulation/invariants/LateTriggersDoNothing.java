package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What was true then may be false now. */
final class LateTriggersDoNothing implements Invariant {

  /** From the detector's judgement to the decision. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

  private final Intent intent;

  LateTriggersDoNothing(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "Neither an expired command nor a stale alert starts a rollback";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AuditEntry.RollbackStarted start
        ? late(written.record(), start)
        : Optional.empty();
  }

  private Optional<String> late(AuditRecord record, RollbackStarted start) {
    TriggerSummary trigger = start.trigger();
    return switch (trigger.origin()) {
      case ALERT -> {
        Duration age = Duration.between(trigger.at(), record.at());
        Duration oldest = intent.triggerMaxAge(record.application()).plus(ON_ITS_WAY);
        yield Invariant.unless(
            age.compareTo(oldest) <= 0,
            "%s was started by an alert of %s ago, where %s is too old",
            start.rollbackId(),
            age,
            oldest);
      }
      case COMMAND -> {
        Instant expiry = intent.expiry(trigger.id());
        yield Invariant.unless(
            !record.at().isAfter(expiry),
            "%s was started at %s by a command that expired at %s",
            start.rollbackId(),
            record.at(),
            expiry);
      }
    };
  }
}

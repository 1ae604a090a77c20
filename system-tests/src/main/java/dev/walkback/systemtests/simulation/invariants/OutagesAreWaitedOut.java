package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import java.time.Duration;
import java.util.Optional;

/** A release may take the cluster's API with it, and the alert about it comes just then. */
final class OutagesAreWaitedOut implements Invariant {

  /** So long before an alert is too old the detector has its last word. */
  private static final Duration LAST_WORD = Duration.ofMinutes(1);

  private final Intent intent;

  OutagesAreWaitedOut(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "No alert is given up because the cluster is away, as long as it is young enough to wait";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof TriggerSuppressed suppressed
            && suppressed.reason() == Suppression.CLUSTER_UNREADABLE
            && suppressed.trigger().origin() == Origin.ALERT
        ? early(written.record(), suppressed.trigger())
        : Optional.empty();
  }

  private Optional<String> early(AuditRecord record, TriggerSummary trigger) {
    Duration age = Duration.between(trigger.at(), trigger.receivedAt());
    Duration oldest = intent.shortestTriggerMaxAge(record.application());
    return Invariant.unless(
        !intent.away(trigger.receivedAt(), trigger.receivedAt())
            || age.plus(LAST_WORD).compareTo(oldest) >= 0,
        "%s was given up %s after it began, while the cluster was away, where %s is too old",
        trigger.id(),
        age,
        oldest);
  }
}

package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Not every trouble is a release. */
final class NoDataStartsNothing implements Invariant {

  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Intent intent;

  NoDataStartsNothing(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "An alert starts a rollback only if something was released shortly before it";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof RollbackStarted start
            && start.trigger().origin() == Origin.ALERT
        ? Invariant.unless(
            start.policy().workloads().stream()
                .anyMatch(workload -> released(workload, written.record(), start, before)),
            "%s was started by an alert of %s, but nothing had been released",
            start.rollbackId(),
            start.trigger().at())
        : Optional.empty();
  }

  private boolean released(
      WorkloadRef workload, AuditRecord record, RollbackStarted start, Chronicle before) {
    Instant began = start.trigger().at();
    // The cluster tells whole seconds.
    Instant from =
        began.minus(intent.releaseWindow(record.application())).truncatedTo(ChronoUnit.SECONDS);
    return before.writes(workload).stream()
        .filter(write -> !write.before().equals(write.after()))
        .map(write -> write.at().truncatedTo(ChronoUnit.SECONDS))
        .anyMatch(at -> !at.isBefore(from) && !at.isAfter(began.plus(SKEW)));
  }
}

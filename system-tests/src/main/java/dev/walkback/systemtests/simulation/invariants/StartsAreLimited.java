package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditRecord;
import java.time.Instant;
import java.util.Optional;

/** What breaks again and again needs somebody who looks. */
final class StartsAreLimited implements Invariant {

  @Override
  public String sentence() {
    return "Alerts start no more rollbacks of an application than its policy allows";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof RollbackStarted start
            && start.trigger().origin() == Origin.ALERT
        ? tooMany(written.record(), start, before)
        : Optional.empty();
  }

  private static Optional<String> tooMany(
      AuditRecord record, RollbackStarted start, Chronicle before) {
    Instant since = record.at().minus(start.policy().rails().maxRollbacksWindow());
    long earlier =
        before.tales().stream()
            .filter(tale -> tale.application().equals(record.application()))
            .filter(tale -> tale.startedByAlert() && tale.startedAt().isAfter(since))
            .count();
    return Invariant.unless(
        earlier < start.policy().rails().maxRollbacks(),
        "%s is one too many after %d",
        start.rollbackId(),
        earlier);
  }
}

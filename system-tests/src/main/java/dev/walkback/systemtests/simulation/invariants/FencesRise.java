package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** Whoever is older must lose. */
final class FencesRise implements Invariant {

  @Override
  public String sentence() {
    return "The fence rises whenever steps are sent, and on every object with every write";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written -> onRecord(written, before);
      case Fact.WorkIssued(RollBackWorkload step) ->
          Invariant.unless(
              before
                  .tale(step.rollbackId())
                  .filter(tale -> !tale.targets(step.fence()).isEmpty())
                  .isPresent(),
              "A step of %s goes with the fence %d, which is not its own",
              step.rollbackId(),
              step.fence());
      case Fact.WorkloadWritten(var write)
          when write.writer() instanceof Writer.Walkback walkback ->
          Invariant.unless(
              write.fenceBefore().orElse(0) < walkback.fence(),
              "%s wrote %s with the fence %d over the fence %s",
              walkback.rollback(),
              write.workload().shortName(),
              walkback.fence(),
              write.fenceBefore());
      default -> Optional.empty();
    };
  }

  private static Optional<String> onRecord(Fact.AuditWritten written, Chronicle before) {
    long newest = before.replayed(written.record().application()).memory().fence();
    return switch (written.record().entry()) {
      case RollbackStarted start ->
          Invariant.unless(
              start.fence() > newest, "%s has an old fence", start.rollbackId(), start.fence());
      case AttemptStarted attempt ->
          Invariant.unless(
              attempt.fence() > newest || (attempt.round() == 1 && attempt.fence() == newest),
              "Round %d goes with the fence %d, but %d was given before",
              attempt.round(),
              attempt.fence(),
              newest);
      default -> Optional.empty();
    };
  }
}

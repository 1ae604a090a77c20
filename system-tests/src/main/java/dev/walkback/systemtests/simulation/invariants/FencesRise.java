package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** Whoever is older must lose. */
final class FencesRise implements Invariant {

  @Override
  public String sentence() {
    return "The fence rises with every rollback, and on every object with every write";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written
          when written.record().entry() instanceof AuditEntry.RollbackStarted start ->
          Invariant.unless(
              start.fence() > before.replayed(written.record().application()).memory().fence(),
              "%s has the fence %d, which is not new",
              start.rollbackId(),
              start.fence());
      case Fact.WorkIssued(RollBackWorkload step) ->
          Invariant.unless(
              before
                  .tale(step.rollbackId())
                  .filter(tale -> tale.start().fence() == step.fence())
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
}

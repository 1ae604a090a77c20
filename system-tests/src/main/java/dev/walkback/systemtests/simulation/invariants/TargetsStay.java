package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.execution.Execution;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** Resolving it late is how a rollback toggles. */
final class TargetsStay implements Invariant {

  @Override
  public String sentence() {
    return "Where to go back to is resolved once, and never changes";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written
          when written.record().entry() instanceof AuditEntry.TargetsResolved ->
          before
              .live(written.record().application())
              .filter(tale -> tale.resolved().isPresent())
              .map(tale -> tale.id() + " resolved its targets again");
      case Fact.WorkIssued(Execution.RollBackWorkload step) -> {
        Optional<Target> planned =
            before.tale(step.rollbackId()).flatMap(t -> t.target(step.target().workload()));
        yield Invariant.unless(
            planned.filter(step.target()::equals).isPresent(),
            "A step wants %s, but the plan says %s",
            step.target(),
            planned);
      }
      case Fact.WorkloadWritten(var write)
          when write.writer() instanceof Writer.Walkback walkback ->
          written(write, walkback, before);
      default -> Optional.empty();
    };
  }

  private static Optional<String> written(
      ClusterWrite write, Writer.Walkback walkback, Chronicle before) {
    Optional<Target> planned =
        before.tale(walkback.rollback()).flatMap(tale -> tale.target(write.workload()));
    return Invariant.unless(
        planned.filter(target -> target.template().equals(write.after().digest())).isPresent(),
        "%s wrote %s to %s, but the plan says %s",
        walkback.rollback(),
        write.after(),
        write.workload().shortName(),
        planned);
  }
}

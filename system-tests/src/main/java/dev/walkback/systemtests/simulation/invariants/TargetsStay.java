package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.SagaEntry.ApprovalsVoid;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** Resolving it late is how a rollback toggles. */
final class TargetsStay implements Invariant {

  @Override
  public String sentence() {
    return "Where to go back to is resolved once, before anything is written, and is what is written";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written
          when written.record().entry() instanceof TargetsResolved resolved ->
          before
              .live(written.record().application())
              .filter(tale -> isChange(tale, resolved))
              .map(tale -> tale.id() + " resolved its targets again");
      case Fact.WorkIssued(RollBackWorkload step) -> {
        var planned =
            before
                .tale(step.rollbackId())
                .flatMap(tale -> tale.target(step.fence(), step.target().workload()));
        yield Invariant.unless(
            planned.filter(step.target()::equals).isPresent(),
            "A step of %s wants %s, but the plan says %s",
            step.rollbackId(),
            step.target(),
            planned);
      }
      case Fact.WorkloadWritten(var write)
          when write.writer() instanceof Writer.Walkback walkback -> {
        var planned =
            before
                .tale(walkback.rollback())
                .flatMap(tale -> tale.target(walkback.fence(), write.workload()));
        yield Invariant.unless(
            planned.filter(target -> target.template().equals(write.after().digest())).isPresent(),
            "%s wrote %s to %s, but the plan says %s",
            walkback.rollback(),
            write.after(),
            write.workload().shortName(),
            planned);
      }
      default -> Optional.empty();
    };
  }

  /** A plan that people agree to may be made anew, when it fell because the world moved. */
  private static boolean isChange(Tale tale, TargetsResolved resolved) {
    boolean same = tale.plan().isPresent() && tale.plan().equals(resolved.plan());
    boolean fell = tale.has(ApprovalsVoid.class) && tale.writes().isEmpty();
    return tale.resolved().isPresent() && !same && !fell;
  }
}

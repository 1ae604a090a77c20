package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.verification.Verification;
import java.util.Optional;

/** Rules that change in mid-rollback are no rules. */
final class PolicyStays implements Invariant {

  @Override
  public String sentence() {
    return "A rollback keeps to the policy that it began with";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written
          when written.record().entry() instanceof TargetsResolved resolved ->
          before
              .live(written.record().application())
              .flatMap(tale ->
                  resolved.targets().stream()
                      .filter(t -> !tale.start().policy().workloads().contains(t.workload()))
                      .findFirst()
                      .map(target -> tale.id() + " touches " + target + ", not of its policy"));
      case Fact.WorkIssued(RollBackWorkload step) ->
          before
              .tale(step.rollbackId())
              .filter(tale ->
                  !step.evidenceTimeBox().equals(tale.start().policy().limits().evidenceTimeBox()))
              .map(tale -> tale.id() + " captures evidence by another policy than its own");
      case Fact.WorkIssued(Verification work) ->
          before
              .tale(work.rollbackId())
              .filter(tale -> !work.checks().equals(tale.start().policy().checks()))
              .map(tale -> tale.id() + " is checked by another policy than its own");
      default -> Optional.empty();
    };
  }
}

package dev.walkback.executor.outbound.kube;

import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.executor.core.StepRules;
import dev.walkback.executor.core.StepTaker;
import dev.walkback.workloads.WorkloadReader;
import java.time.InstantSource;

/** Takes steps on a Kubernetes cluster. */
public final class ClusterSteps implements StepTaker {

  private final Survey survey;
  private final RollBack rollBack;

  public ClusterSteps(
      WorkloadReader reader,
      ClusterWriter writer,
      StepRules rules,
      EvidenceKeeper evidence,
      InstantSource clock) {
    Pause pause = Thread::sleep;
    this.survey = new Survey(reader, rules, clock, pause);
    this.rollBack =
        new RollBack(reader, writer, rules, evidence, new RollBack.Timing(clock, pause));
  }

  @Override
  public ExecutionOutcome take(Execution step) throws InterruptedException {
    return switch (step) {
      case Execution.Survey each -> survey.take(each);
      case Execution.RollBackWorkload each -> rollBack.take(each);
    };
  }
}

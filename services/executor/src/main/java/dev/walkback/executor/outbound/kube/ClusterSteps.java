package dev.walkback.executor.outbound.kube;

import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.executor.core.StepDecision;
import dev.walkback.executor.core.StepTaker;
import dev.walkback.workloads.WorkloadReader;

/** Takes steps on a Kubernetes cluster. */
public final class ClusterSteps implements StepTaker {

  private final Gate gate;
  private final Survey survey;
  private final RollBack rollBack;

  public ClusterSteps(
      WorkloadReader reader, ClusterWriter writer, Gate gate, EvidenceKeeper evidence) {
    Pause pause = Thread::sleep;
    this.gate = gate;
    this.survey = new Survey(reader, gate, pause);
    this.rollBack = new RollBack(reader, writer, gate, evidence, pause);
  }

  @Override
  public ExecutionOutcome take(Execution step) throws InterruptedException {
    return switch (step) {
      case Execution.Survey each -> survey.take(each);
      case Execution.RollBackWorkload each -> rollBack.take(each);
      case Execution.RollBackOwner each -> refused(each, gate.rules().decide(each));
    };
  }

  private static ExecutionOutcome refused(
      Execution.RollBackOwner step, StepDecision.Refuse refusal) {
    return new ExecutionOutcome.Refused(
        step.application(),
        step.rollbackId(),
        step.step(),
        refusal.reason(),
        refusal.explanation());
  }
}

package dev.walkback.executor.core;

import dev.walkback.events.execution.ExecutionOutcome.Refusal;

/** What is to be done about a step now. */
public sealed interface StepDecision {

  /**
   * Nothing: the workload asks for the target already.
   *
   * @param revision its number now; 0 where the cluster has not numbered it yet
   */
  record AlreadyLive(long revision) implements StepDecision {}

  /** Write, on the condition that nobody else does first. */
  record Apply(PatchPlan plan) implements StepDecision {}

  /** Why nothing is written now. */
  sealed interface Obstacle extends StepDecision {}

  /** Never: the world is not as the plan assumed. */
  record Refuse(Refusal reason, String explanation) implements Obstacle {}

  /** Look again in a moment. */
  record RetryLater(String explanation) implements Obstacle {}
}

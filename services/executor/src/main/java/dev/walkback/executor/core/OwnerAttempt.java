package dev.walkback.executor.core;

import dev.walkback.events.execution.Execution.RollBackOwner;
import dev.walkback.events.execution.ExecutionOutcome;
import java.time.Instant;

/** This executor writes workloads and asks nobody else to: such a step ends where it begins. */
final class OwnerAttempt implements Attempt {

  private final RollBackOwner step;
  private final StepRules rules;

  OwnerAttempt(RollBackOwner step, StepRules rules) {
    this.step = step;
    this.rules = rules;
  }

  @Override
  public Move next(Heard heard, Instant now) {
    StepDecision.Refuse refusal = rules.decide(step);
    return new Move.End(
        new ExecutionOutcome.Refused(
            step.application(),
            step.rollbackId(),
            step.step(),
            refusal.reason(),
            refusal.explanation()));
  }
}

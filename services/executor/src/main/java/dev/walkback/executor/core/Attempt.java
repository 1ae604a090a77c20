package dev.walkback.executor.core;

import dev.walkback.events.execution.Execution;
import java.time.Instant;

/**
 * One delivery of one step, as far as it got. It is told how its last move went and answers with
 * the next one; it does nothing itself, so that it runs as well on a cluster as in a simulation.
 */
public sealed interface Attempt permits RollBackAttempt, SurveyAttempt, OwnerAttempt {

  /** The next move. */
  Move next(Heard heard, Instant now);

  static Attempt at(Execution step, StepRules rules) {
    return switch (step) {
      case Execution.Survey survey -> new SurveyAttempt(survey, rules);
      case Execution.RollBackWorkload rollBack -> new RollBackAttempt(rollBack, rules);
      case Execution.RollBackOwner owner -> new OwnerAttempt(owner, rules);
    };
  }

  /** For an answer to something that was not asked: a bug of whoever carries out the moves. */
  static IllegalStateException unexpected(Execution step, Heard heard) {
    return new IllegalStateException(
        "Expected an answer to the last move of %s '%s', but heard %s"
            .formatted(step.rollbackId(), step.step(), heard));
  }
}

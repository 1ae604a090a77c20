package dev.walkback.executor.core;

import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;

/** Takes a step. Taking it again changes nothing and tells the same. */
@FunctionalInterface
public interface StepTaker {

  /**
   * Returns the outcome, at the latest a few seconds after the step's deadline.
   *
   * @throws InterruptedException when the work was taken away; nothing is to be published then
   */
  ExecutionOutcome take(Execution step) throws InterruptedException;
}

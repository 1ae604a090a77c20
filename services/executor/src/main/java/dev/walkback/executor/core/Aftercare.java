package dev.walkback.executor.core;

import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;

/**
 * What is good manners after a step, once its outcome is on its topic: nobody waits for it. May be
 * done again, or not at all.
 */
@FunctionalInterface
public interface Aftercare {

  /**
   * Returns soon, whatever came of it.
   *
   * @throws InterruptedException when the work was taken away
   */
  void after(Execution step, ExecutionOutcome outcome) throws InterruptedException;
}

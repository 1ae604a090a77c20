package dev.walkback.orchestrator.core;

import java.time.Duration;
import java.time.Instant;

/**
 * By when a rollback should be healthy, and what was said about it.
 *
 * @param warnAt when people are told that it gets tight
 */
public record Budget(Instant warnAt, Instant until, Stage stage) {

  static Budget begin(Instant start, Duration budget) {
    return new Budget(
        start.plus(budget.multipliedBy(4).dividedBy(5)), start.plus(budget), Stage.WITHIN);
  }

  Budget at(Stage newStage) {
    return new Budget(warnAt, until, newStage);
  }

  /** What was said about it. */
  public enum Stage {
    WITHIN,
    WARNED,
    EXCEEDED,
    /** It is healthy; the budget does not matter any more. */
    MET
  }
}

package dev.walkback.executor.core;

import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.ExecutionOutcome;
import java.time.Duration;

/** What an {@link Attempt} wants done next. Whoever does it says how it went. */
public sealed interface Move {

  /** Read this workload. Heard as {@link Heard.Looked}. */
  record Look(WorkloadRef workload) implements Move {}

  /**
   * Find out whether the application is ordered to stand still, as late as can be: a write follows
   * at once, if nothing speaks against it. Heard as {@link Heard.Braked}.
   */
  record AskBrake() implements Move {}

  /** Capture evidence, for at most so long. Heard as {@link Heard.Captured}. */
  record Capture(Duration timeBox) implements Move {}

  /** Find the evidence of an earlier delivery. Heard as {@link Heard.Captured}. */
  record Recall() implements Move {}

  /**
   * Send this write once, on the condition that the workload is as it was at the last look, and
   * wait at most so long for the answer. Heard as {@link Heard.Answered}.
   */
  record Write(PatchPlan plan, Duration within) implements Move {}

  /** Delete this very pod, the same way. Heard as {@link Heard.Answered}. */
  record Delete(PodState pod, Duration within) implements Move {}

  /** Do nothing for so long. Heard as {@link Heard.Rested}. */
  record Rest(Duration time) implements Move {}

  /** It is over, with this outcome. */
  record End(ExecutionOutcome outcome) implements Move {}
}

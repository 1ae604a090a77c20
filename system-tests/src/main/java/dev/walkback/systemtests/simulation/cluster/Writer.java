package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.RollbackId;
import dev.walkback.events.execution.Execution;
import java.time.Instant;
import java.util.Optional;

/** Who wrote to a workload. */
public sealed interface Writer {

  /** A person or a pipeline. */
  record Somebody(String what) implements Writer {}

  /**
   * Walkback.
   *
   * @param decidedAt when the write was decided, by the executor's own clock
   * @param deadline of the step
   * @param approved what people agreed to, where they had to
   * @param thawed whether the executor was frozen between deciding and sending
   */
  record Walkback(
      RollbackId rollback,
      String step,
      long fence,
      Instant decidedAt,
      Instant deadline,
      Optional<Execution.Approved> approved,
      boolean thawed)
      implements Writer {}
}

package dev.walkback.executor.core;

import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Duration;
import java.util.Optional;

/** Keeps evidence of the bad state. Never fails a rollback. */
public interface EvidenceKeeper {

  /**
   * Captures what it can within the time box. A bundle that is there already is not made again.
   *
   * @param seen the workload as it was just looked at
   * @return empty where nothing could be kept, or nothing was to be
   */
  Optional<EvidenceSummary> capture(RollBackWorkload step, WorkloadSnapshot seen, Duration timeBox);

  /** What an earlier delivery of the step captured. */
  Optional<EvidenceSummary> existing(RollBackWorkload step);
}

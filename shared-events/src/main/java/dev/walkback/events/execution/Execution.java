package dev.walkback.events.execution;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One step for the executor. Taking it twice changes nothing the second time. */
public sealed interface Execution extends Event {

  RollbackId rollbackId();

  /** Names the step within the rollback; its outcome carries the same. */
  String step();

  /** After this moment the step must not be begun any more. */
  Instant deadline();

  /**
   * Read the workloads, change nothing: what a manual command needs before its target can be
   * resolved.
   */
  record Survey(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      Instant deadline,
      List<WorkloadRef> workloads)
      implements Execution {

    public Survey {
      workloads = List.copyOf(workloads);
    }
  }

  /**
   * Take one workload back to its target, after capturing evidence.
   *
   * @param fence grows with every rollback of the application; an object that carries a higher one
   *     is left alone
   * @param evidenceTimeBox how long capturing may delay the rollback at most; zero captures nothing
   */
  record RollBackWorkload(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      Instant deadline,
      Target target,
      long fence,
      Duration evidenceTimeBox)
      implements Execution {}
}

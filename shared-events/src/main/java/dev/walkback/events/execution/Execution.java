package dev.walkback.events.execution;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
      Duration evidenceTimeBox,
      Optional<Approved> approved)
      implements Execution {

    /** A step that needed nobody's approval. */
    public RollBackWorkload(
        ApplicationId application,
        RollbackId rollbackId,
        String step,
        Instant deadline,
        Target target,
        long fence,
        Duration evidenceTimeBox) {
      this(
          application,
          rollbackId,
          step,
          deadline,
          target,
          fence,
          evidenceTimeBox,
          Optional.empty());
    }
  }

  /**
   * Have the owner of the workloads go back to a revision of its own history.
   *
   * @param targets what the workloads must ask for afterwards; what is live already needs nothing
   * @param fence as for a workload
   * @param evidenceTimeBox as for a workload
   */
  record RollBackOwner(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      Instant deadline,
      WayBack way,
      OwnerTarget owner,
      List<Target> targets,
      long fence,
      Duration evidenceTimeBox,
      Optional<Approved> approved)
      implements Execution {

    public RollBackOwner {
      targets = List.copyOf(targets);
    }
  }

  /**
   * What people agreed to. It is looked at once more right before the effect.
   *
   * @param plan digest of the plan that they saw
   * @param until after this moment it does not count any more
   */
  record Approved(ContentDigest plan, List<String> by, Instant until) {

    public Approved {
      by = List.copyOf(by);
    }
  }
}

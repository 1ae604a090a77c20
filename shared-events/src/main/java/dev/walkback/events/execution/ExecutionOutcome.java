package dev.walkback.events.execution;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.plan.OwnerFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one step. Every step ends in exactly one of these, however often it is delivered.
 */
public sealed interface ExecutionOutcome extends Event {

  RollbackId rollbackId();

  String step();

  /**
   * The workloads as they are.
   *
   * @param owners what owns them and remembers older releases; none in what earlier versions wrote
   */
  record Surveyed(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      List<WorkloadFacts> workloads,
      List<OwnerFacts> owners)
      implements ExecutionOutcome {

    public Surveyed {
      workloads = List.copyOf(workloads);
      owners = owners == null ? List.of() : List.copyOf(owners);
    }

    /** Workloads that nothing else owns. */
    public Surveyed(
        ApplicationId application,
        RollbackId rollbackId,
        String step,
        List<WorkloadFacts> workloads) {
      this(application, rollbackId, step, workloads, List.of());
    }
  }

  /**
   * The workload now asks for its target.
   *
   * @param effect whether this delivery wrote it, or found it written
   * @param revision the number under which the cluster knows the target now
   * @param deletedPods broken pods of a StatefulSet that had to go before the target could start
   */
  record WorkloadRolledBack(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      Effect effect,
      long revision,
      Instant at,
      List<String> deletedPods,
      Optional<EvidenceSummary> evidence)
      implements ExecutionOutcome {

    public WorkloadRolledBack {
      deletedPods = List.copyOf(deletedPods);
    }
  }

  /**
   * The owner went back, and the workloads ask for their targets.
   *
   * @param effect whether this delivery did it, or found it done
   */
  record OwnerRolledBack(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      Effect effect,
      Instant at,
      Optional<EvidenceSummary> evidence)
      implements ExecutionOutcome {}

  /**
   * The step must not be taken: the world is not as the plan assumed. Trying again would not help;
   * a human is called.
   */
  record Refused(
      ApplicationId application,
      RollbackId rollbackId,
      String step,
      Refusal reason,
      String explanation)
      implements ExecutionOutcome {}

  /**
   * The step could not be taken within its deadline though nothing spoke against it. Nothing is
   * known to have changed.
   */
  record Failed(ApplicationId application, RollbackId rollbackId, String step, String explanation)
      implements ExecutionOutcome {}

  /** How the target came to be live. */
  enum Effect {
    APPLIED,
    ALREADY_LIVE
  }

  /** Why the executor does not act. */
  enum Refusal {
    WORKLOAD_MISSING,
    PAUSED,
    TARGET_GONE,
    LIVE_CONTENT_CHANGED,
    FENCED,
    FORBIDDEN,
    DEADLINE_PASSED,
    OUT_OF_SCOPE,
    /** A hold is in force. */
    HELD,
    /** The approvals are too old. */
    APPROVAL_EXPIRED,
    /** This executor has no such way back, or it is down. */
    WAY_UNAVAILABLE
  }
}

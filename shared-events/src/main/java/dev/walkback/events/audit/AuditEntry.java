package dev.walkback.events.audit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened. The orchestrator's state is folded from these and from nothing else.
 *
 * <p>{@link #isFinal()} entries end a trigger: every accepted trigger or command has exactly one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AuditEntry.RollbackStarted.class, name = "rollback-started"),
  @JsonSubTypes.Type(value = AuditEntry.TargetsResolved.class, name = "targets-resolved"),
  @JsonSubTypes.Type(value = AuditEntry.StepSucceeded.class, name = "step-succeeded"),
  @JsonSubTypes.Type(value = AuditEntry.StepNotTaken.class, name = "step-not-taken"),
  @JsonSubTypes.Type(value = AuditEntry.RecoveryAwaited.class, name = "recovery-awaited"),
  @JsonSubTypes.Type(value = AuditEntry.Observed.class, name = "observed"),
  @JsonSubTypes.Type(value = AuditEntry.SoakStarted.class, name = "soak-started"),
  @JsonSubTypes.Type(value = AuditEntry.RollbackSucceeded.class, name = "rollback-succeeded"),
  @JsonSubTypes.Type(value = AuditEntry.RollbackFailed.class, name = "rollback-failed"),
  @JsonSubTypes.Type(value = AuditEntry.HumanNeeded.class, name = "human-needed"),
  @JsonSubTypes.Type(value = AuditEntry.TriggerJoined.class, name = "trigger-joined"),
  @JsonSubTypes.Type(value = AuditEntry.TriggerSuppressed.class, name = "trigger-suppressed")
})
public sealed interface AuditEntry {

  /** Whether a trigger ends here. */
  default boolean isFinal() {
    return switch (this) {
      case RollbackSucceeded _,
          RollbackFailed _,
          HumanNeeded _,
          TriggerJoined _,
          TriggerSuppressed _ ->
          true;
      case RollbackStarted _,
          TargetsResolved _,
          StepSucceeded _,
          StepNotTaken _,
          RecoveryAwaited _,
          Observed _,
          SoakStarted _ ->
          false;
    };
  }

  /**
   * A rollback began.
   *
   * @param policy the policy by which this rollback is carried out to its end, whatever becomes of
   *     the application's policy meanwhile
   * @param toRevision the revision number that an operator asked for
   * @param fence higher than that of every earlier rollback of the application
   */
  record RollbackStarted(
      RollbackId rollbackId,
      TriggerSummary trigger,
      RollbackPolicy policy,
      Optional<Long> toRevision,
      long fence)
      implements AuditEntry {}

  /** Where to go back to is settled, once and for all. The facts are what it was settled by. */
  record TargetsResolved(List<Target> targets, List<WorkloadFacts> facts) implements AuditEntry {

    public TargetsResolved {
      targets = List.copyOf(targets);
      facts = List.copyOf(facts);
    }
  }

  /** One workload asks for its target now. */
  record StepSucceeded(
      String step,
      Target target,
      ExecutionOutcome.Effect effect,
      Instant executedAt,
      List<String> deletedPods,
      Optional<EvidenceSummary> evidence)
      implements AuditEntry {

    public StepSucceeded {
      deletedPods = List.copyOf(deletedPods);
    }
  }

  /**
   * One step ended without its target being written. The rollback goes on until the fate of every
   * step is known, so that a human is told the whole of it.
   *
   * @param refusal why the executor would not; empty where it could not
   */
  record StepNotTaken(String step, Optional<ExecutionOutcome.Refusal> refusal, String explanation)
      implements AuditEntry {}

  /** Everything is written; now it must become healthy by the deadline. */
  record RecoveryAwaited(Instant deadline) implements AuditEntry {}

  /** The verifier saw a change. */
  record Observed(VerificationOutcome.Phase phase, List<Measurement> measurements)
      implements AuditEntry {

    public Observed {
      measurements = List.copyOf(measurements);
    }
  }

  /** It is healthy; now it must stay so. */
  record SoakStarted(Instant until, List<Measurement> measurements) implements AuditEntry {

    public SoakStarted {
      measurements = List.copyOf(measurements);
    }
  }

  /** It stayed healthy: the end of a good rollback. What was left is quarantined. */
  record RollbackSucceeded(
      Duration took, List<Measurement> measurements, List<ContentDigest> quarantined)
      implements AuditEntry {

    public RollbackSucceeded {
      measurements = List.copyOf(measurements);
      quarantined = List.copyOf(quarantined);
    }
  }

  /** It could not be carried out, and nothing was changed. */
  record RollbackFailed(String step, String explanation) implements AuditEntry {}

  /** Walkback stops here and calls a human: going on might make it worse. */
  record HumanNeeded(
      Reason reason, String explanation, Optional<Verdict> verdict, List<Measurement> measurements)
      implements AuditEntry {

    public HumanNeeded {
      measurements = List.copyOf(measurements);
    }

    /** Each has a page in the runbooks. */
    public enum Reason {
      NO_TARGET,
      STEP_REFUSED,
      STEP_TIMED_OUT,
      PARTLY_EXECUTED,
      TARGET_UNHEALTHY,
      VERIFICATION_INCONCLUSIVE,
      VERIFICATION_TIMED_OUT,
      RELAPSED,
      ROLLBACK_OF_A_ROLLBACK
    }
  }

  /** A further trigger for a rollback that runs already; it ends with joining. */
  record TriggerJoined(TriggerSummary trigger, RollbackId into) implements AuditEntry {}

  /** Nothing was done, for this reason. */
  record TriggerSuppressed(TriggerSummary trigger, Suppression reason, String explanation)
      implements AuditEntry {

    /** Why nothing was done. */
    public enum Suppression {
      NOTHING_RELEASED,
      UNKNOWN_APPLICATION,
      COOLDOWN,
      STALE,
      EXPIRED,
      CLUSTER_UNREADABLE,
      INVALID_COMMAND
    }
  }
}

package dev.walkback.events.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
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
  @JsonSubTypes.Type(value = AuditEntry.TriggerSuppressed.class, name = "trigger-suppressed"),
  @JsonSubTypes.Type(value = SagaEntry.ApprovalAwaited.class, name = "approval-awaited"),
  @JsonSubTypes.Type(value = SagaEntry.ApprovalsVoid.class, name = "approvals-void"),
  @JsonSubTypes.Type(value = SagaEntry.RecheckStarted.class, name = "recheck-started"),
  @JsonSubTypes.Type(value = SagaEntry.WaitStarted.class, name = "wait-started"),
  @JsonSubTypes.Type(value = SagaEntry.PermitReceived.class, name = "permit-received"),
  @JsonSubTypes.Type(value = SagaEntry.AttemptStarted.class, name = "attempt-started"),
  @JsonSubTypes.Type(value = SagaEntry.OwnerStepSucceeded.class, name = "owner-step-succeeded"),
  @JsonSubTypes.Type(value = SagaEntry.AttemptLeft.class, name = "attempt-left"),
  @JsonSubTypes.Type(value = SagaEntry.TargetGivenUp.class, name = "target-given-up"),
  @JsonSubTypes.Type(value = SagaEntry.HelpWanted.class, name = "help-wanted"),
  @JsonSubTypes.Type(value = SagaEntry.RollbackAborted.class, name = "rollback-aborted"),
  @JsonSubTypes.Type(value = SagaEntry.BudgetWarned.class, name = "budget-warned"),
  @JsonSubTypes.Type(value = SagaEntry.BudgetExceeded.class, name = "budget-exceeded"),
  @JsonSubTypes.Type(value = OperatorEntry.ApprovalGiven.class, name = "approval-given"),
  @JsonSubTypes.Type(value = OperatorEntry.RollbackRejected.class, name = "rollback-rejected"),
  @JsonSubTypes.Type(value = OperatorEntry.AbortAsked.class, name = "abort-asked"),
  @JsonSubTypes.Type(value = OperatorEntry.RetryAsked.class, name = "retry-asked"),
  @JsonSubTypes.Type(value = OperatorEntry.StepSkipped.class, name = "step-skipped"),
  @JsonSubTypes.Type(value = OperatorEntry.Acknowledged.class, name = "acknowledged"),
  @JsonSubTypes.Type(value = OperatorEntry.BoxTicked.class, name = "box-ticked"),
  @JsonSubTypes.Type(value = OperatorEntry.SoakExtended.class, name = "soak-extended"),
  @JsonSubTypes.Type(value = OperatorEntry.SoakEndAsked.class, name = "soak-end-asked"),
  @JsonSubTypes.Type(value = OperatorEntry.HoldPlaced.class, name = "hold-placed"),
  @JsonSubTypes.Type(value = OperatorEntry.HoldLifted.class, name = "hold-lifted"),
  @JsonSubTypes.Type(value = OperatorEntry.StandingCorrected.class, name = "standing-corrected"),
  @JsonSubTypes.Type(value = OperatorEntry.PlanShown.class, name = "plan-shown"),
  @JsonSubTypes.Type(value = LedgerEntry.ReleasesObserved.class, name = "releases-observed"),
  @JsonSubTypes.Type(value = LedgerEntry.ReleaseWatchStarted.class, name = "release-watch-started"),
  @JsonSubTypes.Type(value = LedgerEntry.ReleaseWatchEnded.class, name = "release-watch-ended"),
  @JsonSubTypes.Type(value = LedgerEntry.DryRunStarted.class, name = "dry-run-started"),
  @JsonSubTypes.Type(value = GuardEntry.PermitGranted.class, name = "permit-granted"),
  @JsonSubTypes.Type(value = GuardEntry.PermitQueued.class, name = "permit-queued"),
  @JsonSubTypes.Type(value = GuardEntry.PermitReturned.class, name = "permit-returned"),
  @JsonSubTypes.Type(value = GuardEntry.StormDeclared.class, name = "storm-declared"),
  @JsonSubTypes.Type(value = GuardEntry.HoldExpired.class, name = "hold-expired")
})
public sealed interface AuditEntry
    permits AuditEntry.RollbackStarted,
        AuditEntry.TargetsResolved,
        AuditEntry.StepSucceeded,
        AuditEntry.StepNotTaken,
        AuditEntry.RecoveryAwaited,
        AuditEntry.Observed,
        AuditEntry.SoakStarted,
        AuditEntry.RollbackSucceeded,
        AuditEntry.RollbackFailed,
        AuditEntry.HumanNeeded,
        AuditEntry.TriggerJoined,
        AuditEntry.TriggerSuppressed,
        SagaEntry,
        OperatorEntry,
        LedgerEntry,
        GuardEntry {

  /** Whether a trigger ends here. */
  @JsonIgnore
  default boolean isFinal() {
    return endsRollback() || concludes().isPresent();
  }

  /** Whether the rollback that is live ends here, and with it the trigger that began it. */
  default boolean endsRollback() {
    return switch (this) {
      case RollbackSucceeded _,
          RollbackFailed _,
          HumanNeeded _,
          SagaEntry.RollbackAborted _,
          OperatorEntry.RollbackRejected _ ->
          true;
      case RollbackStarted _,
          TargetsResolved _,
          StepSucceeded _,
          StepNotTaken _,
          RecoveryAwaited _,
          Observed _,
          SoakStarted _,
          TriggerJoined _,
          TriggerSuppressed _,
          SagaEntry _,
          OperatorEntry _,
          LedgerEntry _,
          GuardEntry _ ->
          false;
    };
  }

  /** The trigger or command that ends with this entry itself, if one does. */
  default Optional<TriggerSummary> concludes() {
    return switch (this) {
      case TriggerJoined joined -> Optional.of(joined.trigger());
      case TriggerSuppressed suppressed -> Optional.of(suppressed.trigger());
      case OperatorEntry operator -> Optional.of(operator.trigger());
      case RollbackStarted _,
          TargetsResolved _,
          StepSucceeded _,
          StepNotTaken _,
          RecoveryAwaited _,
          Observed _,
          SoakStarted _,
          RollbackSucceeded _,
          RollbackFailed _,
          HumanNeeded _,
          SagaEntry _,
          LedgerEntry _,
          GuardEntry _ ->
          Optional.empty();
    };
  }

  /**
   * A rollback began.
   *
   * @param policy the policy by which this rollback is carried out to its end, whatever becomes of
   *     the application's policy meanwhile
   * @param toRevision the revision number that an operator asked for
   * @param fence higher than that of every earlier rollback of the application
   * @param scenario absent: a bad deployment
   */
  record RollbackStarted(
      RollbackId rollbackId,
      TriggerSummary trigger,
      RollbackPolicy policy,
      Optional<Long> toRevision,
      long fence,
      Optional<Scenario> scenario)
      implements AuditEntry {}

  /**
   * Where to go back to is settled, once and for all. The facts are what it was settled by.
   *
   * @param targets of the first attempt
   * @param plan absent in what earlier versions wrote: then the steps begin at once
   */
  record TargetsResolved(List<Target> targets, List<WorkloadFacts> facts, Optional<Plan> plan)
      implements AuditEntry {

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

  /**
   * Everything is written; now it must become healthy by the deadline.
   *
   * @param round which verification of this rollback it is; absent: the first
   */
  record RecoveryAwaited(Instant deadline, Optional<Integer> round) implements AuditEntry {}

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
      ROLLBACK_OF_A_ROLLBACK,
      /** Nobody agreed in time. */
      APPROVAL_MISSING,
      /** A hold was not lifted in time. */
      HELD_TOO_LONG,
      /** Other rollbacks held what this one needs for too long. */
      NO_PERMIT,
      /** Nothing that Walkback can do answers this kind of trouble. */
      NO_WAY_BACK,
      /** The cluster changed again and again while approval was awaited. */
      PLAN_KEEPS_CHANGING,
      /** Where the plan leads was condemned while the plan waited. */
      TARGET_QUARANTINED
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
      INVALID_COMMAND,
      /** The command does not fit what is going on; nothing was changed by it. */
      NOT_APPLICABLE,
      /** Alerts started as many rollbacks as the policy allows; a command may start another. */
      TOO_MANY_ROLLBACKS
    }
  }
}

package dev.walkback.events.audit;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moves of a rollback between its plan and its end. */
public sealed interface SagaEntry extends AuditEntry {

  /**
   * The plan waits for people.
   *
   * @param plan what an approval has to name
   * @param approvers how many are needed
   * @param why one sentence for each reason
   */
  record ApprovalAwaited(ContentDigest plan, int approvers, Instant until, List<String> why)
      implements SagaEntry {

    public ApprovalAwaited {
      why = List.copyOf(why);
    }
  }

  /** What was agreed to is not what would be done now; it must be agreed to anew. */
  record ApprovalsVoid(String explanation) implements SagaEntry {}

  /** Everybody agreed; the cluster is read once more before anything is done. */
  record RecheckStarted() implements SagaEntry {}

  /**
   * Nothing begins yet.
   *
   * @param guards whose leave is still needed, in the order in which it is asked for
   * @param heldBy what stands in the way, in one sentence; empty where only guards are asked
   */
  record WaitStarted(List<ApplicationId> guards, Optional<String> heldBy, Instant until)
      implements SagaEntry {

    public WaitStarted {
      guards = List.copyOf(guards);
    }
  }

  /** A guard gave leave. */
  record PermitReceived(ApplicationId guard) implements SagaEntry {}

  /**
   * Steps are on their way.
   *
   * @param attempt which of the plan's attempts, from 0
   * @param round counts the times that steps were sent in this rollback, from 1
   * @param fence higher than any before
   * @param deadline after which no step is begun
   */
  record AttemptStarted(int attempt, int round, long fence, Instant deadline)
      implements SagaEntry {}

  /** The owner went back; its workloads ask for their targets. */
  record OwnerStepSucceeded(
      String step,
      WayBack way,
      OwnerTarget owner,
      ExecutionOutcome.Effect effect,
      Instant executedAt,
      Optional<EvidenceSummary> evidence)
      implements SagaEntry {}

  /** This way back did not work; the next one is tried. */
  record AttemptLeft(int attempt, String explanation) implements SagaEntry {}

  /** The release gone back to is bad as well; the one before it is tried. */
  record TargetGivenUp(int attempt, String explanation, List<ContentDigest> quarantined)
      implements SagaEntry {

    public TargetGivenUp {
      quarantined = List.copyOf(quarantined);
    }
  }

  /** It cannot go on by itself, and waits until then for an operator. */
  record HelpWanted(
      Reason reason,
      String explanation,
      Optional<Verdict> verdict,
      List<Measurement> measurements,
      Instant until)
      implements SagaEntry {

    public HelpWanted {
      measurements = List.copyOf(measurements);
    }
  }

  /** An operator ended it. The explanation says what was written before and stays. */
  record RollbackAborted(String explanation) implements SagaEntry {}

  /** Four fifths of the budget are over, and it is not healthy. */
  record BudgetWarned(Instant deadline) implements SagaEntry {}

  /** The budget is over. It goes on, and somebody should look. */
  record BudgetExceeded(Instant deadline) implements SagaEntry {}
}

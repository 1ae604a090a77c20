package dev.walkback.events.audit;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.release.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an operator's command did. Each ends its command. */
public sealed interface OperatorEntry extends AuditEntry {

  /** The command; its name is the operator's, its text the reason. */
  TriggerSummary trigger();

  /** One approver more. */
  record ApprovalGiven(TriggerSummary trigger, ContentDigest plan) implements OperatorEntry {}

  /** The plan was refused: the rollback ends, nothing was changed. */
  record RollbackRejected(TriggerSummary trigger) implements OperatorEntry {}

  /** Nothing more is begun; the rollback ends when what is on its way has ended. */
  record AbortAsked(TriggerSummary trigger) implements OperatorEntry {}

  /** What did not work is tried again. */
  record RetryAsked(TriggerSummary trigger) implements OperatorEntry {}

  /** It goes on without this step. */
  record StepSkipped(TriggerSummary trigger, String step) implements OperatorEntry {}

  /** A human has taken over. */
  record Acknowledged(TriggerSummary trigger, RollbackId rollback) implements OperatorEntry {}

  /** A human ticked a box that is left to humans, of a rollback that is going on or has ended. */
  record BoxTicked(TriggerSummary trigger, RollbackId rollback, Box box) implements OperatorEntry {}

  /**
   * It is watched for longer.
   *
   * @param round which verification of this rollback watches from now on
   */
  record SoakExtended(TriggerSummary trigger, Instant until, int round) implements OperatorEntry {}

  /** What was seen so far is good enough. */
  record SoakEndAsked(TriggerSummary trigger) implements OperatorEntry {}

  /** The scope stands still. */
  record HoldPlaced(TriggerSummary trigger, Hold hold) implements OperatorEntry {}

  /** The scope's hold is over. */
  record HoldLifted(TriggerSummary trigger) implements OperatorEntry {}

  /** The ledger says so from now on. */
  record StandingCorrected(TriggerSummary trigger, ContentDigest template, Standing standing)
      implements OperatorEntry {}

  /**
   * What a rollback would do now. Nothing was touched.
   *
   * @param plan empty where nothing would be done
   * @param lines why
   */
  record PlanShown(TriggerSummary trigger, Optional<Plan> plan, List<PlanLine> lines)
      implements OperatorEntry {

    public PlanShown {
      lines = List.copyOf(lines);
    }
  }
}

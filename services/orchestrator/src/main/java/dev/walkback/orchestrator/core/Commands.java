package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.OperatorEntry.StandingCorrected;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import java.util.Optional;

/** What becomes of operators' commands. Each ends in exactly one final entry. */
final class Commands {

  /** What is kept of a reason; it may be kept with a hold, a rollback and each of its boxes. */
  static final int LONGEST_REASON = 500;

  private final Draft draft;
  private final Starting starting;

  Commands(Draft draft) {
    this.draft = draft;
    this.starting = new Starting(draft);
  }

  void command(Input.CommandArrived arrived) {
    Command command = arrived.command();
    TriggerSummary trigger =
        new TriggerSummary(
            arrived.id(),
            TriggerSummary.Origin.COMMAND,
            command.issuer(),
            shortened(command.reason()),
            arrived.givenAt(),
            draft.now());
    if (draft.state().memory().hasSeen(trigger.id())) {
      return;
    }
    if (draft.now().isAfter(command.expiresAt())) {
      starting.suppress(
          trigger,
          Suppression.EXPIRED,
          "The command was to be carried out until %s, but arrived at %s; give it again if it still holds"
              .formatted(command.expiresAt(), draft.now()));
      return;
    }
    carryOut(trigger, command);
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }

  private void carryOut(TriggerSummary trigger, Command command) {
    boolean aboutScope = command instanceof Command.Hold || command instanceof Command.Resume;
    if (draft.application().isScope() && !aboutScope) {
      starting.suppress(
          trigger,
          Suppression.INVALID_COMMAND,
          "Expected one application, but found %s; only a hold or a resume has a wider scope"
              .formatted(draft.application()));
      return;
    }
    switch (command) {
      case Command.RollBack rollBack -> rollBack(trigger, rollBack);
      case Command.PlanRollback plan -> plan(trigger, plan);
      case Command.Hold hold -> new Holds(draft).hold(trigger, hold);
      case Command.Resume _ -> new Holds(draft).resume(trigger);
      case Command.Approve approve -> new Approving(draft).approve(trigger, approve);
      case Command.Reject reject -> new Approving(draft).reject(trigger, reject);
      case Command.Abort abort -> new Steering(draft).abort(trigger, abort);
      case Command.Retry retry -> new Steering(draft).retry(trigger, retry);
      case Command.SkipStep skip -> new Steering(draft).skip(trigger, skip);
      case Command.Acknowledge ack -> new Steering(draft).acknowledge(trigger, ack);
      case Command.TickBox tick -> new Ticking(draft).tick(trigger, tick);
      case Command.ExtendSoak extend -> new Soaks(draft).extend(trigger, extend);
      case Command.EndSoak end -> new Soaks(draft).end(trigger, end);
      case Command.CorrectStanding correct ->
          draft.record(new StandingCorrected(trigger, correct.template(), correct.standing()));
    }
  }

  private void rollBack(TriggerSummary trigger, Command.RollBack command) {
    draft
        .live()
        .ifPresentOrElse(
            live -> join(trigger, live, command),
            () ->
                policyFor(trigger, command.toRevision())
                    .ifPresent(policy ->
                        starting.survey(
                            starting.start(
                                trigger,
                                policy,
                                new Starting.Asked(
                                    command.toRevision(),
                                    command.scenario().orElse(Scenario.BAD_DEPLOYMENT))))));
  }

  private void join(TriggerSummary trigger, Rollback live, Command.RollBack command) {
    Joining.whatDiffers(live, command.toRevision(), command.scenario())
        .ifPresentOrElse(
            differs -> starting.suppress(trigger, Suppression.NOT_APPLICABLE, differs),
            () -> draft.record(new TriggerJoined(trigger, live.id())));
  }

  private void plan(TriggerSummary trigger, Command.PlanRollback command) {
    if (draft.state().dryRun().isPresent()) {
      starting.suppress(
          trigger,
          Suppression.NOT_APPLICABLE,
          "The same is being answered for %s at this moment; ask again"
              .formatted(draft.state().dryRun().get().trigger().name()));
      return;
    }
    policyFor(trigger, command.toRevision())
        .ifPresent(policy -> new DryRuns(draft).begin(trigger, command, policy));
  }

  /** The policy by which it is done; empty where it is not, with the reason on record. */
  private Optional<RollbackPolicy> policyFor(TriggerSummary trigger, Optional<Long> toRevision) {
    Optional<RollbackPolicy> policy = draft.context().policy();
    if (policy.isEmpty()) {
      starting.suppressUnknown(trigger);
      return Optional.empty();
    }
    if (toRevision.isPresent() && policy.get().workloads().size() != 1) {
      starting.suppress(
          trigger,
          Suppression.INVALID_COMMAND,
          "A revision can be asked for where the application has one workload, but %s has %d; leave the revision out"
              .formatted(draft.application(), policy.get().workloads().size()));
      return Optional.empty();
    }
    return policy;
  }
}

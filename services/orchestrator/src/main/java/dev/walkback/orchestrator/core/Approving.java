package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.OperatorEntry.ApprovalGiven;
import dev.walkback.events.audit.OperatorEntry.RollbackRejected;
import dev.walkback.events.audit.SagaEntry.RecheckStarted;
import dev.walkback.events.command.Command;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import java.util.Locale;
import java.util.Optional;

/**
 * Agreeing to a plan. An approval names the digest of what its giver saw; whoever asked for the
 * rollback does not count, and nobody counts twice. When enough agreed, the cluster is read once
 * more: what would be done has to be what they agreed to.
 */
final class Approving {

  private final Draft draft;

  Approving(Draft draft) {
    this.draft = draft;
  }

  void approve(TriggerSummary trigger, Command.Approve command) {
    Addressed addressed = new Addressed(draft, trigger);
    addressed
        .find(command.rollbackId(), AwaitingApproval.class, "to wait for approval")
        .ifPresent(live ->
            objection(live, trigger, command.plan())
                .ifPresentOrElse(addressed::refuse, () -> agreed(live, trigger)));
  }

  private static Optional<String> objection(
      AwaitingApproval live, TriggerSummary trigger, ContentDigest plan) {
    ContentDigest current = live.course().settled().digest();
    if (!current.equals(plan)) {
      return Optional.of(
          "Expected an approval of plan %s, but found one of %s; look at what it is now"
              .formatted(current.abbreviated(), plan.abbreviated()));
    }
    TriggerSummary asked = live.story().start().trigger();
    if (asked.origin() == Origin.COMMAND && isSame(asked.name(), trigger.name())) {
      return Optional.of(
          "Expected an approver other than %s, who asked for the rollback".formatted(asked.name()));
    }
    return live.course().approvals().given().stream().anyMatch(by -> isSame(by, trigger.name()))
        ? Optional.of("%s agreed already; somebody else is needed".formatted(trigger.name()))
        : Optional.empty();
  }

  private void agreed(AwaitingApproval live, TriggerSummary trigger) {
    draft.record(new ApprovalGiven(trigger, live.course().settled().digest()));
    Rollback after = draft.live().orElseThrow();
    Approvals approvals = after.course().approvals();
    if (approvals.suffice(0, false, draft.now())) {
      draft.record(new RecheckStarted());
      new Starting(draft).survey(draft.live().orElseThrow());
    }
  }

  void reject(TriggerSummary trigger, Command.Reject command) {
    new Addressed(draft, trigger)
        .find(command.rollbackId(), AwaitingApproval.class, "to wait for approval")
        .ifPresent(_ -> draft.record(new RollbackRejected(trigger)));
  }

  private static boolean isSame(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}

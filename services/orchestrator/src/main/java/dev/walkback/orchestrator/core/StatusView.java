package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.time.Instant;
import java.util.Optional;

/** A rollback as people see it. */
final class StatusView {

  private StatusView() {}

  static RollbackStatus of(Rollback rollback) {
    Story story = rollback.story();
    return new RollbackStatus(
        story.start().policy().application(),
        rollback.id(),
        story.phase(),
        story.start().trigger(),
        story.plan(),
        story.history(),
        story.checklist().marks(),
        story.headline(),
        story.joined(),
        story.start().policy().slackChannel(),
        story.soakUntil(),
        approval(rollback),
        story.phase().isFinal() ? Optional.empty() : waitingFor(rollback),
        budget(rollback));
  }

  private static Optional<RollbackStatus.Approval> approval(Rollback rollback) {
    Approvals approvals = rollback.course().approvals();
    return approvals.needed() == 0
        ? Optional.empty()
        : rollback
            .course()
            .plan()
            .map(plan ->
                new RollbackStatus.Approval(
                    plan.digest(),
                    approvals.needed(),
                    approvals.given(),
                    approvals.until(),
                    approvals.why()));
  }

  private static Optional<String> waitingFor(Rollback rollback) {
    return switch (rollback) {
      case AwaitingApproval waiting ->
          Optional.of(
              "%d of %d approvals"
                  .formatted(
                      waiting.course().approvals().given().size(),
                      waiting.course().approvals().needed()));
      case Waiting waiting ->
          waiting
              .heldBy()
              .or(() -> waiting.missing().stream().findFirst().map(guard -> "leave of " + guard));
      case Stuck _ -> Optional.of("an operator");
      case Surveying _, RollingBack _, Verifying _, Soaking _ -> Optional.empty();
    };
  }

  private static Optional<Instant> budget(Rollback rollback) {
    Budget budget = rollback.course().budget();
    return switch (budget.stage()) {
      case WITHIN, WARNED, EXCEEDED -> Optional.of(budget.until());
      case MET -> Optional.empty();
    };
  }
}

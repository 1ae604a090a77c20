package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.OperatorEntry.AbortAsked;
import dev.walkback.events.audit.OperatorEntry.Acknowledged;
import dev.walkback.events.audit.OperatorEntry.RetryAsked;
import dev.walkback.events.audit.OperatorEntry.StepSkipped;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.audit.SagaEntry.WaitStarted;
import dev.walkback.events.command.Command;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.util.List;
import java.util.Optional;

/** What an operator may do to a rollback that is going on, or that got stuck. */
final class Steering {

  private final Draft draft;

  Steering(Draft draft) {
    this.draft = draft;
  }

  /** Steps on their way cannot be called back: it ends when what became of them is known. */
  void abort(TriggerSummary trigger, Command.Abort command) {
    Addressed addressed = new Addressed(draft, trigger);
    Optional<Rollback> found = addressed.find(command.rollbackId());
    found.ifPresent(live -> {
      if (live instanceof RollingBack rolling && rolling.abortedBy().isPresent()) {
        addressed.refuse("It is being aborted already, for " + rolling.abortedBy().get().name());
        return;
      }
      draft.record(new AbortAsked(trigger));
      if (!(live instanceof RollingBack)) {
        draft.record(new RollbackAborted(whatStays(live)));
      }
    });
  }

  private static String whatStays(Rollback live) {
    return switch (live) {
      case Surveying _, AwaitingApproval _, Waiting _ ->
          !live.course().isBegun()
              ? "Nothing was changed"
              : "What its earlier steps wrote stays; look at every workload";
      case Verifying _, Soaking _ -> "Every workload asks for its target, and stays so";
      case Stuck stuck ->
          stuck.isAboutSteps()
              ? stuck.steps().fates()
              : "Every workload asks for its target, and stays so";
      case RollingBack rolling -> rolling.steps().fates();
    };
  }

  /** Everything that was not skipped is sent once more; what was written already is found live. */
  void retry(TriggerSummary trigger, Command.Retry command) {
    stuck(trigger, command.rollbackId())
        .ifPresent(live -> {
          draft.record(new RetryAsked(trigger));
          if (live.isAboutSteps() && live.course().plan().isPresent()) {
            draft.record(
                new WaitStarted(
                    List.of(),
                    Optional.empty(),
                    draft.now().plus(live.story().start().policy().rails().waitAtMost())));
            new Beginning(draft).go();
          } else {
            new Recovery(draft).await(draft.live().orElseThrow());
          }
        });
  }

  void skip(TriggerSummary trigger, Command.SkipStep command) {
    stuck(trigger, command.rollbackId())
        .ifPresent(live -> {
          boolean open =
              live.steps().find(command.step()).filter(step -> !step.isBehindUs()).isPresent();
          if (!open) {
            new Addressed(draft, trigger)
                .refuse(
                    "Expected one of the steps that were not taken, but found '%s'; there are %s"
                        .formatted(command.step(), live.steps().byName().keySet()));
            return;
          }
          draft.record(new StepSkipped(trigger, command.step()));
          goOnWithout((Stuck) draft.live().orElseThrow());
        });
  }

  /** Where every step was skipped there is nothing that could become healthy by it. */
  private void goOnWithout(Stuck live) {
    if (live.isAboutSteps()) {
      return;
    }
    if (live.steps().any(step -> step.fate() == Steps.Fate.SUCCEEDED)) {
      new Recovery(draft).await(live);
    } else {
      Trouble.of(
              live.reason(),
              "Every step was skipped, so nothing goes back any more: " + live.steps().fates())
          .end(draft);
    }
  }

  /** Also for one that ended in trouble, so that nobody looks for the one who looks after it. */
  void acknowledge(TriggerSummary trigger, Command.Acknowledge command) {
    if (draft.state().memory().awaitsAcknowledgement(command.rollbackId())) {
      draft.record(new Acknowledged(trigger, command.rollbackId()));
      return;
    }
    stuck(trigger, command.rollbackId())
        .ifPresent(live -> {
          draft.record(new Acknowledged(trigger, live.id()));
          Trouble.of(
                  live.reason(),
                  "%s; %s has taken over".formatted(live.explanation(), trigger.name()))
              .end(draft);
        });
  }

  private Optional<Stuck> stuck(TriggerSummary trigger, dev.walkback.events.RollbackId rollback) {
    return new Addressed(draft, trigger).find(rollback, Stuck.class, "to wait for an operator");
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import java.time.Instant;
import java.util.List;

/** From a choice to steps on their way. */
final class Plans {

  private final Draft draft;

  Plans(Draft draft) {
    this.draft = draft;
  }

  /** Resolves the targets once and for all and sends every step, or calls a human. */
  void follow(TargetChoice choice, List<WorkloadFacts> facts) {
    Rollback surveying = draft.live().orElseThrow();
    switch (choice) {
      case TargetChoice.Chosen chosen -> execute(surveying, chosen.targets(), facts);
      case TargetChoice.NothingReleased _ ->
          draft.callHuman(surveying, Reason.NO_TARGET, "Nothing was released in the window");
      case TargetChoice.NoTarget none ->
          draft.callHuman(surveying, Reason.NO_TARGET, none.explanation());
      case TargetChoice.OfARollback own ->
          draft.callHuman(surveying, Reason.ROLLBACK_OF_A_ROLLBACK, own.explanation());
    }
  }

  private void execute(Rollback surveying, List<Target> targets, List<WorkloadFacts> facts) {
    Story.Start start = surveying.story().start();
    draft.effect(new Effect.CancelTimer(surveying.timer()));
    draft.record(new TargetsResolved(targets, TargetChoice.of(start.policy(), facts)));
    Rollback rollingBack = draft.live().orElseThrow();
    Instant deadline = draft.now().plus(start.policy().limits().stepDeadline());
    for (Target target : targets) {
      draft.effect(
          new Effect.Execute(
              new RollBackWorkload(
                  draft.application(),
                  start.id(),
                  StepNames.of(rollingBack.story(), target),
                  deadline,
                  target,
                  start.fence(),
                  start.policy().limits().evidenceTimeBox())));
    }
    draft.effect(new Effect.StartTimer(rollingBack.timer(), Timeouts.forSteps(start, deadline)));
  }
}

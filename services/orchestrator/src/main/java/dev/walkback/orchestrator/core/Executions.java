package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RecoveryAwaited;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Failed;
import dev.walkback.events.execution.ExecutionOutcome.Refused;
import dev.walkback.events.execution.ExecutionOutcome.Surveyed;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.events.verification.Verification.AwaitRecovery;
import dev.walkback.orchestrator.core.Rollback.Fate;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Step;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows from the executor's answers. An answer to a step that is not open, or of a rollback
 * that is over, is one heard before or one too late: nothing follows.
 */
final class Executions {

  private final Draft draft;

  Executions(Draft draft) {
    this.draft = draft;
  }

  void outcome(ExecutionOutcome outcome) {
    draft
        .live()
        .filter(live -> live.id().equals(outcome.rollbackId()))
        .ifPresent(live -> {
          switch (live) {
            case Surveying surveying -> surveying(surveying, outcome);
            case RollingBack rollingBack -> rollingBack(rollingBack, outcome);
            case Rollback.Verifying _, Rollback.Soaking _ -> {}
          }
        });
  }

  private void surveying(Surveying live, ExecutionOutcome outcome) {
    if (!outcome.step().equals(StepNames.SURVEY)) {
      return;
    }
    switch (outcome) {
      case Surveyed surveyed -> {
        Story.Start start = live.story().start();
        var choice =
            TargetChoice.forCommand(
                start.policy(), surveyed.workloads(), start.toRevision(), draft.state().memory());
        new Plans(draft).follow(choice, surveyed.workloads());
      }
      case Refused refused -> fail(live, refused.reason() + ": " + refused.explanation());
      case Failed failed -> fail(live, failed.explanation());
      case WorkloadRolledBack _ -> {}
    }
  }

  /** Only from surveying, which reads and writes nothing. */
  private void fail(Surveying live, String explanation) {
    draft.record(new RollbackFailed(StepNames.SURVEY, explanation));
    draft.effect(new Effect.CancelTimer(live.timer()));
  }

  private void rollingBack(RollingBack live, ExecutionOutcome outcome) {
    if (!live.isOpen(outcome.step())) {
      return;
    }
    switch (outcome) {
      case WorkloadRolledBack done -> draft.record(succeeded(live, done));
      case Refused refused ->
          draft.record(
              new StepNotTaken(
                  refused.step(), Optional.of(refused.reason()), refused.explanation()));
      case Failed failed ->
          draft.record(new StepNotTaken(failed.step(), Optional.empty(), failed.explanation()));
      case Surveyed _ -> {
        return;
      }
    }
    if (draft.live().orElseThrow() instanceof RollingBack after && !after.any(Step::isOpen)) {
      settle(after);
    }
  }

  private static StepSucceeded succeeded(RollingBack live, WorkloadRolledBack done) {
    return new StepSucceeded(
        done.step(),
        java.util.Objects.requireNonNull(live.steps().get(done.step())).target(),
        done.effect(),
        done.at(),
        done.deletedPods(),
        done.evidence());
  }

  private void settle(RollingBack live) {
    boolean some = live.any(step -> step.fate() == Fate.SUCCEEDED);
    boolean refused = live.any(step -> step.fate() == Fate.REFUSED);
    boolean failed = live.any(step -> step.fate() == Fate.FAILED);
    if (!refused && !failed) {
      awaitRecovery(live);
    } else if (some) {
      draft.callHuman(live, Reason.PARTLY_EXECUTED, fates(live));
    } else {
      draft.callHuman(live, refused ? Reason.STEP_REFUSED : Reason.STEP_TIMED_OUT, fates(live));
    }
  }

  private void awaitRecovery(RollingBack live) {
    Story.Start start = live.story().start();
    Instant deadline = draft.now().plus(start.policy().limits().recoveryDeadline());
    draft.effect(new Effect.CancelTimer(live.timer()));
    draft.record(new RecoveryAwaited(deadline));
    draft.effect(
        new Effect.Verify(
            new AwaitRecovery(
                draft.application(),
                start.id(),
                live.expected(),
                start.policy().checks(),
                start.policy().limits().checkInterval(),
                deadline)));
    draft.effect(
        new Effect.StartTimer(
            draft.live().orElseThrow().timer(), Timeouts.forVerifier(start, deadline)));
  }

  /** What became of each step, in the order of the plan. */
  static String fates(RollingBack live) {
    return live.steps().entrySet().stream()
        .map(entry -> "'%s' %s".formatted(entry.getKey(), fate(entry.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String fate(Step step) {
    return switch (step.fate()) {
      case OPEN -> "gave no answer in time, so what became of it is not known";
      case SUCCEEDED -> "succeeded";
      case REFUSED -> "was refused: " + step.explanation();
      case FAILED -> "failed: " + step.explanation();
    };
  }
}

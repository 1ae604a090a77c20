package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.audit.SagaEntry.AttemptLeft;
import dev.walkback.events.audit.SagaEntry.OwnerStepSucceeded;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Failed;
import dev.walkback.events.execution.ExecutionOutcome.OwnerRolledBack;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.execution.ExecutionOutcome.Refused;
import dev.walkback.events.execution.ExecutionOutcome.Surveyed;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Steps.Fate;
import dev.walkback.orchestrator.core.Steps.Step;
import java.util.List;
import java.util.Optional;

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
    if (draft.state().dryRun().filter(run -> run.id().equals(outcome.rollbackId())).isPresent()) {
      new DryRuns(draft).outcome(outcome);
      return;
    }
    draft
        .live()
        .filter(live -> live.id().equals(outcome.rollbackId()))
        .ifPresent(live -> {
          switch (live) {
            case Surveying surveying -> surveying(surveying, outcome);
            case RollingBack rollingBack -> rollingBack(rollingBack, outcome);
            case Rollback.AwaitingApproval _,
                Rollback.Waiting _,
                Rollback.Verifying _,
                Rollback.Soaking _,
                Rollback.Stuck _ -> {}
          }
        });
  }

  private void surveying(Surveying live, ExecutionOutcome outcome) {
    if (!outcome.step().equals(StepNames.survey(live.course()))) {
      return;
    }
    switch (outcome) {
      case Surveyed surveyed -> surveyed(live, surveyed);
      case Refused refused -> fail(outcome.step(), refused.reason() + ": " + refused.explanation());
      case Failed failed -> fail(outcome.step(), failed.explanation());
      case WorkloadRolledBack _, OwnerRolledBack _ -> {}
    }
  }

  private void surveyed(Surveying live, Surveyed surveyed) {
    Plans plans = new Plans(draft);
    var facts = new Plans.Facts(surveyed.workloads(), surveyed.owners());
    if (live.isRecheck()) {
      plans.again(live, facts);
      return;
    }
    Story.Start start = live.story().start();
    plans.follow(
        live,
        TargetChoice.forCommand(
            start.policy(), surveyed.workloads(), start.toRevision(), draft.state().memory()),
        facts);
  }

  /** Only from surveying, which reads and writes nothing. */
  private void fail(String step, String explanation) {
    draft.record(new RollbackFailed(step, explanation));
  }

  private void rollingBack(RollingBack live, ExecutionOutcome outcome) {
    Optional<Step> open = live.steps().find(outcome.step()).filter(Step::isOpen);
    if (open.isEmpty()) {
      return;
    }
    switch (outcome) {
      case WorkloadRolledBack done ->
          draft.record(
              new StepSucceeded(
                  done.step(),
                  open.get().targets().getFirst(),
                  done.effect(),
                  done.at(),
                  done.deletedPods(),
                  done.evidence()));
      case OwnerRolledBack done ->
          live.course()
              .current()
              .owner()
              .ifPresent(owner ->
                  draft.record(
                      new OwnerStepSucceeded(
                          done.step(),
                          live.course().current().way(),
                          owner,
                          done.effect(),
                          done.at(),
                          done.evidence())));
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
    if (draft.live().orElseThrow() instanceof RollingBack after
        && !after.steps().any(Step::isOpen)) {
      settle(after);
    }
  }

  /** The fate of every step is known, or nobody waits for it any longer. */
  void settle(RollingBack live) {
    Steps steps = live.steps();
    if (live.abortedBy().isPresent()) {
      draft.record(new RollbackAborted(steps.fates()));
    } else if (steps.all(Step::isBehindUs)) {
      new Recovery(draft).await(live);
    } else if (mayAskPeopleAgain(steps)) {
      new Beginning(draft)
          .askPeople(
              live.course().approvals().needed(),
              List.of("The approvals were too old when the step was to be taken"));
    } else if (steps.any(step -> step.wasRefusedFor(Refusal.HELD))) {
      new Beginning(draft).waitForHold(heldBy(steps));
    } else if (mayGiveWay(steps) && live.course().nextWay().isPresent()) {
      draft.record(new AttemptLeft(live.course().attempt(), steps.fates()));
      new Beginning(draft).go();
    } else {
      Trouble.of(reason(steps), steps.fates()).stop(draft, live);
    }
  }

  private static String heldBy(Steps steps) {
    return steps.byName().values().stream()
        .filter(step -> step.wasRefusedFor(Refusal.HELD))
        .map(Step::explanation)
        .findFirst()
        .orElse("a hold");
  }

  /** A hold beside it is looked at again when they have agreed. */
  private static boolean mayAskPeopleAgain(Steps steps) {
    return steps.any(step -> step.wasRefusedFor(Refusal.APPROVAL_EXPIRED))
        && steps.all(step ->
            step.wasRefusedFor(Refusal.APPROVAL_EXPIRED) || step.wasRefusedFor(Refusal.HELD));
  }

  /**
   * Another way may do what this one could not; it is of no use where the world is not as the plan
   * assumed.
   */
  private static boolean mayGiveWay(Steps steps) {
    return steps.all(step ->
        switch (step.fate()) {
          case OPEN, FAILED, SUCCEEDED, SKIPPED -> true;
          case REFUSED ->
              step.refusal()
                  .map(reason ->
                      switch (reason) {
                        case WAY_UNAVAILABLE, FORBIDDEN, TARGET_GONE, DEADLINE_PASSED -> true;
                        case WORKLOAD_MISSING,
                            PAUSED,
                            LIVE_CONTENT_CHANGED,
                            FENCED,
                            OUT_OF_SCOPE,
                            HELD,
                            APPROVAL_EXPIRED ->
                            false;
                      })
                  .orElse(false);
        });
  }

  private static Reason reason(Steps steps) {
    if (steps.any(step -> step.fate() == Fate.SUCCEEDED)) {
      return Reason.PARTLY_EXECUTED;
    }
    return steps.any(step -> step.fate() == Fate.REFUSED)
        ? Reason.STEP_REFUSED
        : Reason.STEP_TIMED_OUT;
  }
}

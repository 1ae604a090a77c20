package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.events.audit.GuardEntry.HoldExpired;
import dev.walkback.events.audit.SagaEntry.BudgetExceeded;
import dev.walkback.events.audit.SagaEntry.BudgetWarned;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When somebody who was asked is given up, and what follows from that. */
final class Timeouts {

  /**
   * A step begun at the last moment still has to end and its outcome to arrive. Without it, the
   * outcome of a step that was taken would come too late.
   */
  private static final Duration STEP_GRACE = Duration.ofSeconds(10);

  /** A last look has to end and its outcome to arrive; a verifier may be starting again. */
  private static final Duration LOOK_GRACE = Duration.ofSeconds(30);

  private final Draft draft;

  Timeouts(Draft draft) {
    this.draft = draft;
  }

  static Instant forSteps(Story.Start start, Instant deadline) {
    return deadline.plus(start.policy().limits().evidenceTimeBox()).plus(STEP_GRACE);
  }

  static Instant forVerifier(Story.Start start, Instant until) {
    return until.plus(start.policy().limits().checkInterval()).plus(LOOK_GRACE);
  }

  /** The state says what it means; a timer of something that is over means nothing. */
  void fired(TimerName name) {
    switch (name.kind()) {
      case SURVEYING,
          AWAITING_APPROVAL,
          WAITING,
          ROLLING_BACK,
          VERIFYING,
          SOAKING,
          AWAITING_HUMAN ->
          draft.live().filter(live -> live.timer().equals(name)).ifPresent(this::phaseIsOver);
      case BUDGET_WARNING ->
          budgeted(name)
              .filter(live -> live.course().budget().stage() == Budget.Stage.WITHIN)
              .ifPresent(live -> draft.record(new BudgetWarned(live.course().budget().until())));
      case BUDGET ->
          budgeted(name)
              .filter(live -> live.course().budget().stage().compareTo(Budget.Stage.EXCEEDED) < 0)
              .ifPresent(live -> draft.record(new BudgetExceeded(live.course().budget().until())));
      case DRY_RUN -> new DryRuns(draft).timedOut(name);
      case WATCH -> new Releases(draft).timedOut(name);
      case HOLD ->
          draft
              .state()
              .hold()
              .filter(hold -> !hold.holdsAt(draft.now()))
              .ifPresent(_ -> draft.record(new HoldExpired()));
    }
  }

  private Optional<Rollback> budgeted(TimerName name) {
    return draft.live().filter(live -> live.id().equals(name.rollback()));
  }

  private void phaseIsOver(Rollback live) {
    switch (live) {
      case Surveying surveying ->
          draft.record(
              new RollbackFailed(
                  StepNames.survey(surveying.course()),
                  "Expected the executor to read the workloads, but it gave no answer in time; see whether it runs"));
      case AwaitingApproval waiting -> nobodyAgreed(waiting);
      case Waiting waiting -> waited(waiting);
      case RollingBack rollingBack -> stepsAreLate(rollingBack);
      case Verifying verifying -> verifierSilent(live, verifying.deadline());
      case Soaking soaking -> verifierSilent(live, soaking.until());
      case Stuck stuck ->
          Trouble.of(stuck.reason(), stuck.explanation() + "; no operator came in time").end(draft);
    }
  }

  private void nobodyAgreed(AwaitingApproval live) {
    Approvals approvals = live.course().approvals();
    Trouble.of(
            Reason.APPROVAL_MISSING,
            "Expected %d approvals until %s, but found %d; ask for the rollback again if it still holds"
                .formatted(approvals.needed(), live.until(), approvals.given().size()))
        .end(draft);
  }

  private void waited(Waiting live) {
    boolean over = !draft.now().isBefore(live.until());
    boolean stillHeld = live.missing().isEmpty() && draft.heldBy().isPresent();
    if (over && (stillHeld || !live.missing().isEmpty())) {
      Trouble.of(
              stillHeld ? Reason.HELD_TOO_LONG : Reason.NO_PERMIT,
              live.heldBy()
                      .or(() -> draft.heldBy())
                      .orElse("No answer of the guard " + live.missing())
                  + whatStays(live))
          .end(draft);
    } else if (stillHeld) {
      new Beginning(draft).lookAgain(live);
    } else if (live.missing().isEmpty()) {
      new Beginning(draft).go();
    } else {
      draft.effect(new Effect.StartTimer(live.timer(), live.until()));
    }
  }

  private static String whatStays(Waiting live) {
    return live.course().isBegun()
        ? "; what its earlier steps wrote stays, look at every workload"
        : "; nothing was changed";
  }

  private void stepsAreLate(RollingBack live) {
    if (live.abortedBy().isPresent()) {
      draft.record(new RollbackAborted(live.steps().fates()));
    } else {
      new Executions(draft).settle(live);
    }
  }

  private void verifierSilent(Rollback live, Instant until) {
    new Trouble(
            Reason.VERIFICATION_TIMED_OUT,
            "Expected the verifier's conclusion soon after %s, but none came; see whether it runs, and look at the application"
                .formatted(until),
            Optional.empty(),
            List.of())
        .stop(draft, live);
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.orchestrator.core.Rollback.Fate;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import java.time.Duration;
import java.time.Instant;

/** When somebody who was asked is given up, and what follows from that. */
final class Timeouts {

  /**
   * A step begun at the last moment still has to end and its outcome to arrive. Without it, the
   * outcome of a step that was taken would come too late.
   */
  private static final Duration STEP_GRACE = Duration.ofSeconds(10);

  /** A last look has to end and its outcome to arrive; a verifier may be starting again. */
  private static final Duration LOOK_GRACE = Duration.ofSeconds(30);

  private Timeouts() {}

  static Instant forSteps(Story.Start start, Instant deadline) {
    return deadline.plus(start.policy().limits().evidenceTimeBox()).plus(STEP_GRACE);
  }

  static Instant forVerifier(Story.Start start, Instant until) {
    return until.plus(start.policy().limits().checkInterval()).plus(LOOK_GRACE);
  }

  /** The state says what it means; a timer of another rollback or phase means nothing. */
  static void fired(Draft draft, TimerName name) {
    draft
        .live()
        .filter(live -> live.timer().equals(name))
        .ifPresent(live -> {
          switch (live) {
            case Surveying _ ->
                draft.record(
                    new RollbackFailed(
                        StepNames.SURVEY,
                        "Expected the executor to read the workloads, but it gave no answer in time; see whether it runs"));
            case RollingBack rollingBack -> stepsTimedOut(draft, rollingBack);
            case Verifying verifying -> verifierSilent(draft, live, verifying.deadline());
            case Soaking soaking -> verifierSilent(draft, live, soaking.until());
          }
        });
  }

  private static void stepsTimedOut(Draft draft, RollingBack live) {
    boolean some = live.any(step -> step.fate() == Fate.SUCCEEDED);
    draft.callHuman(
        live, some ? Reason.PARTLY_EXECUTED : Reason.STEP_TIMED_OUT, Executions.fates(live));
  }

  private static void verifierSilent(Draft draft, Rollback live, Instant until) {
    draft.callHuman(
        live,
        Reason.VERIFICATION_TIMED_OUT,
        "Expected the verifier's conclusion soon after %s, but none came; see whether it runs, and look at the application"
            .formatted(until));
  }
}

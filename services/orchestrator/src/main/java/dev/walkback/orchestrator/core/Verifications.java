package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.Observed;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditEntry.SoakStarted;
import dev.walkback.events.verification.Verification.Soak;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.events.verification.VerificationOutcome.Progressed;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the verifier's looks. A look of another phase, or of a rollback that is over,
 * comes too late: nothing follows.
 */
final class Verifications {

  private final Draft draft;

  Verifications(Draft draft) {
    this.draft = draft;
  }

  void outcome(VerificationOutcome outcome) {
    draft
        .live()
        .filter(live -> live.id().equals(outcome.rollbackId()))
        .ifPresent(live -> {
          switch (live) {
            case Verifying verifying when outcome.phase() == Phase.RECOVERY ->
                verifying(verifying, outcome);
            case Soaking soaking when outcome.phase() == Phase.SOAK -> soaking(soaking, outcome);
            case Verifying _, Soaking _, Rollback.Surveying _, Rollback.RollingBack _ -> {}
          }
        });
  }

  private void verifying(Verifying live, VerificationOutcome outcome) {
    switch (outcome) {
      case Progressed progressed -> observe(live, progressed);
      case Concluded end -> {
        switch (end.verdict()) {
          case HEALTHY -> recovered(live, end);
          case UNHEALTHY -> callHuman(live, Reason.TARGET_UNHEALTHY, end);
          case INCONCLUSIVE -> callHuman(live, Reason.VERIFICATION_INCONCLUSIVE, end);
        }
      }
    }
  }

  private void soaking(Soaking live, VerificationOutcome outcome) {
    switch (outcome) {
      case Progressed progressed -> observe(live, progressed);
      case Concluded end -> {
        switch (end.verdict()) {
          case HEALTHY -> succeed(live, end);
          case UNHEALTHY -> callHuman(live, Reason.RELAPSED, end);
          case INCONCLUSIVE -> callHuman(live, Reason.VERIFICATION_INCONCLUSIVE, end);
        }
      }
    }
  }

  private void observe(Rollback live, Progressed progressed) {
    if (!live.story().seen().equals(progressed.measurements())) {
      draft.record(new Observed(progressed.phase(), progressed.measurements()));
    }
  }

  private void recovered(Verifying live, Concluded end) {
    Story.Start start = live.story().start();
    Duration soak = start.policy().limits().soak();
    if (soak.isZero() || soak.isNegative()) {
      succeed(live, end);
      return;
    }
    Instant until = draft.now().plus(soak);
    draft.effect(new Effect.CancelTimer(live.timer()));
    draft.record(new SoakStarted(until, end.measurements()));
    draft.effect(
        new Effect.Verify(
            new Soak(
                draft.application(),
                start.id(),
                live.expected(),
                start.policy().checks(),
                start.policy().limits().checkInterval(),
                until)));
    draft.effect(
        new Effect.StartTimer(
            draft.live().orElseThrow().timer(), Timeouts.forVerifier(start, until)));
  }

  private void succeed(Rollback live, Concluded end) {
    Duration took = Duration.between(live.story().start().at(), draft.now());
    List<ContentDigest> leftBehind =
        live.story().plan().stream().map(Target::from).distinct().toList();
    draft.record(new RollbackSucceeded(took, end.measurements(), leftBehind));
    draft.effect(new Effect.CancelTimer(live.timer()));
  }

  private void callHuman(Rollback live, Reason reason, Concluded end) {
    draft.callHuman(
        live, reason, end.explanation(), Optional.of(end.verdict()), end.measurements());
  }
}

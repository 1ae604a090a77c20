package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.Observed;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditEntry.SoakStarted;
import dev.walkback.events.audit.SagaEntry.TargetGivenUp;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verification.Soak;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.events.verification.VerificationOutcome.Progressed;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows from the verifier's looks. A look of another phase or round, or of a rollback that
 * is over, comes too late: nothing follows.
 */
final class Verifications {

  private final Draft draft;

  Verifications(Draft draft) {
    this.draft = draft;
  }

  void outcome(VerificationOutcome outcome) {
    if (outcome.phase() == Phase.WATCH) {
      new Releases(draft).watched(outcome);
      return;
    }
    draft
        .live()
        .filter(live -> live.id().equals(outcome.rollbackId()))
        .filter(live -> live.course().looks() == outcome.round().orElse(1))
        .ifPresent(live -> {
          switch (live) {
            case Verifying verifying when outcome.phase() == Phase.RECOVERY ->
                verifying(verifying, outcome);
            case Soaking soaking when outcome.phase() == Phase.SOAK -> soaking(soaking, outcome);
            case Verifying _,
                Soaking _,
                Rollback.Surveying _,
                Rollback.AwaitingApproval _,
                Rollback.Waiting _,
                Rollback.RollingBack _,
                Rollback.Stuck _ -> {}
          }
        });
  }

  private void verifying(Verifying live, VerificationOutcome outcome) {
    switch (outcome) {
      case Progressed progressed -> observe(live, progressed);
      case Concluded end -> {
        switch (end.verdict()) {
          case HEALTHY -> recovered(live, end);
          case UNHEALTHY -> unhealthy(live, Reason.TARGET_UNHEALTHY, end);
          case INCONCLUSIVE -> stop(live, Reason.VERIFICATION_INCONCLUSIVE, end);
        }
      }
    }
  }

  private void soaking(Soaking live, VerificationOutcome outcome) {
    switch (outcome) {
      case Progressed progressed -> observe(live, progressed);
      case Concluded end -> {
        switch (end.verdict()) {
          case HEALTHY -> succeed(live, end.measurements());
          case UNHEALTHY -> unhealthy(live, Reason.RELAPSED, end);
          case INCONCLUSIVE -> stop(live, Reason.VERIFICATION_INCONCLUSIVE, end);
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
      succeed(live, end.measurements());
      return;
    }
    Instant until = draft.now().plus(soak);
    draft.record(new SoakStarted(until, end.measurements()));
    watch((Soaking) draft.live().orElseThrow());
  }

  /** Has the verifier watch to the end of the soak, whatever watched before. */
  void watch(Soaking live) {
    Story.Start start = live.story().start();
    draft.effect(
        new Effect.Verify(
            new Soak(
                draft.application(),
                start.id(),
                live.expected(),
                start.policy().checks(),
                start.policy().limits().checkInterval(),
                live.until(),
                Optional.of(live.course().looks()))));
    draft.effect(new Effect.StartTimer(live.timer(), Timeouts.forVerifier(start, live.until())));
  }

  /** The end of a good rollback. */
  void succeed(Rollback live, List<Measurement> measurements) {
    Duration took = Duration.between(live.story().start().at(), draft.now());
    List<ContentDigest> leftBehind =
        targetsUpToNow(live)
            .filter(target -> wasLeft(target, live.course()))
            .map(Target::from)
            .distinct()
            .toList();
    draft.record(new RollbackSucceeded(took, measurements, leftBehind));
  }

  /** A workload that was skipped may have left something before; then that is on record. */
  private boolean wasLeft(Target target, Course course) {
    return !course.skipped().contains(target.workload())
        || draft.state().memory().ledger().isQuarantined(target.from());
  }

  /** Also those of the releases that were given up on the way. */
  private static Stream<Target> targetsUpToNow(Rollback live) {
    Course course = live.course();
    Stream<Target> earlier =
        course.plan().stream()
            .flatMap(plan -> plan.attempts().stream().limit(course.attempt()))
            .flatMap(attempt -> attempt.targets().stream());
    return Stream.concat(earlier, live.story().plan().stream());
  }

  /** One release further back only where it is the release that is bad, not its surroundings. */
  private void unhealthy(Rollback live, Reason reason, Concluded end) {
    boolean bad = end.cause().filter(cause -> cause == Cause.BAD).isPresent();
    Optional<Integer> next = live.course().nextRelease().filter(_ -> bad);
    if (next.isPresent()) {
      draft.record(
          new TargetGivenUp(
              live.course().attempt(), end.explanation(), leftBy(live.course(), next.get())));
      new Beginning(draft).go();
    } else {
      stop(live, reason, end);
    }
  }

  /** A workload that has nowhere further to go keeps its target, which nobody has called bad. */
  private static List<ContentDigest> leftBy(Course course, int attempt) {
    return course.attempting(attempt).current().targets().stream()
        .map(Target::from)
        .distinct()
        .toList();
  }

  private void stop(Rollback live, Reason reason, Concluded end) {
    new Trouble(reason, end.explanation(), Optional.of(end.verdict()), end.measurements())
        .stop(draft, live);
  }
}

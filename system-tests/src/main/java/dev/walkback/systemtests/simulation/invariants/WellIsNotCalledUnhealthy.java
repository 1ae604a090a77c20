package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.ReleaseWatch;
import dev.walkback.orchestrator.core.Rollback;
import java.util.Optional;

/** Otherwise a good target is walked past, and a good rollback ends with a human. */
final class WellIsNotCalledUnhealthy implements Invariant {

  @Override
  public String sentence() {
    return "What serves well for more than a minute is not called unhealthy, however it came up";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.Judged(var end, boolean servedWell)
            && servedWell
            && end.verdict() == Verdict.UNHEALTHY
            && isWaitedFor(end, before.replayed(end.application()))
        ? Optional.of(
            "%s serves well, but is called unhealthy: %s"
                .formatted(end.rollbackId(), end.explanation()))
        : Optional.empty();
  }

  /** Who stood still may judge what is over, by what it remembers; nobody listens. */
  private static boolean isWaitedFor(Concluded end, ApplicationState now) {
    return now.live().map(Rollback::id).filter(end.rollbackId()::equals).isPresent()
        || now.watch().map(ReleaseWatch::id).filter(end.rollbackId()::equals).isPresent();
  }
}

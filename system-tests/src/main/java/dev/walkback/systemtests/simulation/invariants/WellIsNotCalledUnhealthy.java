package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.verification.Verdict;
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
        ? Optional.of(
            "%s serves well, but is called unhealthy: %s"
                .formatted(end.rollbackId(), end.explanation()))
        : Optional.empty();
  }
}

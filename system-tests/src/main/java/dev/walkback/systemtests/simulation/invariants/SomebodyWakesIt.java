package dev.walkback.systemtests.simulation.invariants;

import java.util.Optional;

/** Whoever is waited for may never answer. */
final class SomebodyWakesIt implements Invariant {

  @Override
  public String sentence() {
    return "A live rollback always has a timer";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.StateCommitted(var stored)
        ? stored
            .state()
            .live()
            .filter(live -> !stored.timers().containsKey(live.timer()))
            .map(live -> "%s is %s without a timer".formatted(live.id(), live.phase()))
        : Optional.empty();
  }
}

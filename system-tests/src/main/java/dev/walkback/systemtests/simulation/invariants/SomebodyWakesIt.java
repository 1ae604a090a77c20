package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.RollbackId;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.core.TimerName.Kind;
import dev.walkback.orchestrator.outbound.StoredApplication;
import java.util.Optional;

/** Whoever is waited for may never answer. */
final class SomebodyWakesIt implements Invariant {

  @Override
  public String sentence() {
    return "A live rollback always has a timer, and so has whatever else is waited for";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.StateCommitted(StoredApplication stored)
        ? stored
            .state()
            .live()
            .filter(live -> !stored.timers().containsKey(live.timer()))
            .map(live -> "%s is %s without a timer".formatted(live.id(), live.phase()))
            .or(() -> unhurried(stored))
            .or(() -> unwatched(stored))
        : Optional.empty();
  }

  private static Optional<String> unhurried(StoredApplication stored) {
    return stored
        .state()
        .live()
        .filter(live ->
            switch (live.course().budget().stage()) {
              case WITHIN, WARNED -> !isArmed(stored, live.id(), Kind.BUDGET);
              case EXCEEDED, MET -> false;
            })
        .map(live -> "Nobody watches the budget of " + live.id());
  }

  private static Optional<String> unwatched(StoredApplication stored) {
    boolean watched =
        stored.state().watch().filter(watch -> !isArmed(stored, watch.id(), Kind.WATCH)).isEmpty()
            && stored
                .state()
                .dryRun()
                .filter(run -> !isArmed(stored, run.id(), Kind.DRY_RUN))
                .isEmpty();
    return Invariant.unless(watched, "%s waits without a timer", stored.state().application());
  }

  private static boolean isArmed(StoredApplication stored, RollbackId id, Kind kind) {
    return stored.timers().containsKey(new TimerName(id, kind));
  }
}

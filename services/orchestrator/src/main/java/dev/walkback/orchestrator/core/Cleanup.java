package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.guard.GuardRequest.GiveBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a move leaves behind: timers that mean nothing any more, and leave that is not needed. */
final class Cleanup {

  private Cleanup() {}

  static List<Effect> after(ApplicationState before, ApplicationState after) {
    List<Effect> effects = new ArrayList<>();
    before
        .live()
        .ifPresent(left -> {
          Optional<Rollback> still = after.live().filter(now -> now.id().equals(left.id()));
          if (still.map(Rollback::timer).filter(left.timer()::equals).isEmpty()) {
            effects.add(new Effect.CancelTimer(left.timer()));
          }
          if (budgetRuns(Optional.of(left)) && !budgetRuns(still)) {
            effects.add(new Effect.CancelTimer(warning(left)));
            effects.add(new Effect.CancelTimer(budget(left)));
          }
          List<ApplicationId> kept = still.map(now -> now.course().permits()).orElse(List.of());
          left.course().permits().stream()
              .filter(guard -> !kept.contains(guard))
              .forEach(guard ->
                  effects.add(
                      new Effect.AskGuard(new GiveBack(guard, before.application(), left.id()))));
        });
    before
        .watch()
        .filter(watch -> after.watch().filter(watch::equals).isEmpty())
        .ifPresent(watch -> effects.add(new Effect.CancelTimer(watch.timer())));
    before
        .dryRun()
        .filter(_ -> after.dryRun().isEmpty())
        .ifPresent(run -> effects.add(new Effect.CancelTimer(run.timer())));
    return effects;
  }

  static TimerName warning(Rollback rollback) {
    return new TimerName(rollback.id(), TimerName.Kind.BUDGET_WARNING);
  }

  static TimerName budget(Rollback rollback) {
    return new TimerName(rollback.id(), TimerName.Kind.BUDGET);
  }

  private static boolean budgetRuns(Optional<Rollback> rollback) {
    return rollback
        .map(live -> live.course().budget().stage())
        .filter(stage -> stage != Budget.Stage.MET && stage != Budget.Stage.EXCEEDED)
        .isPresent();
  }
}

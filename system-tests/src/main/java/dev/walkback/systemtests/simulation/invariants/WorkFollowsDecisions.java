package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.Event;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.verification.Verification;
import dev.walkback.orchestrator.core.Rollback;
import java.util.Optional;

/** A decision without its work is a rollback that waits for nothing. */
final class WorkFollowsDecisions implements Invariant {

  @Override
  public String sentence() {
    return "Whatever a committed state waits for was asked for";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.StateCommitted(var stored))) {
      return Optional.empty();
    }
    return stored
        .state()
        .live()
        .flatMap(live ->
            switch (live) {
              case Rollback.Surveying _ ->
                  unless(
                      live,
                      before,
                      work ->
                          work instanceof Execution.Survey s && s.rollbackId().equals(live.id()));
              case Rollback.RollingBack rolling ->
                  rolling.steps().keySet().stream()
                      .flatMap(step ->
                          unless(
                              live,
                              before,
                              work ->
                                  work instanceof Execution.RollBackWorkload r
                                      && r.rollbackId().equals(live.id())
                                      && r.step().equals(step))
                              .stream())
                      .findFirst();
              case Rollback.Verifying _ ->
                  unless(
                      live,
                      before,
                      work ->
                          work instanceof Verification.AwaitRecovery a
                              && a.rollbackId().equals(live.id()));
              case Rollback.Soaking _ ->
                  unless(
                      live,
                      before,
                      work ->
                          work instanceof Verification.Soak s && s.rollbackId().equals(live.id()));
            });
  }

  private static Optional<String> unless(
      Rollback live, Chronicle before, java.util.function.Predicate<Event> asked) {
    return Invariant.unless(
        before.work().stream().anyMatch(asked),
        "%s is %s, but nobody was asked to do anything about it",
        live.id(),
        live.phase());
  }
}

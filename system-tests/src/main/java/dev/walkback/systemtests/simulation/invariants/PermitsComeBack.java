package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.orchestrator.core.Guard;
import java.util.Optional;

/** A lock that nobody holds and nobody gives back stops everything for ever. */
final class PermitsComeBack implements Invariant {

  @Override
  public String sentence() {
    return "In the end nobody holds a permit, and nobody waits for one";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.Ended
        ? before.replayed().stream()
            .filter(state -> !isFree(state.guard()))
            .findFirst()
            .map(state -> "%s is left as %s".formatted(state.application(), state.guard()))
        : Optional.empty();
  }

  private static boolean isFree(Guard guard) {
    return guard.holders().isEmpty() && guard.queue().isEmpty();
  }
}

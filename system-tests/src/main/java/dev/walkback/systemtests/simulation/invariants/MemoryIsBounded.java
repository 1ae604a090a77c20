package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.orchestrator.core.Memory;
import java.util.Optional;

/** What grows without a limit ends the service one day. */
final class MemoryIsBounded implements Invariant {

  private static final int MOST_TIMERS = 8;

  @Override
  public String sentence() {
    return "What an application keeps is bounded, and so are its timers";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.StateCommitted(var stored)
        ? Invariant.unless(
            stored.state().memory().seen().size() <= Memory.MAX_SEEN
                && stored.state().memory().starts().size() <= Memory.MAX_STARTS
                && stored.timers().size() <= MOST_TIMERS,
            "%s keeps %d triggers, %d starts and %d timers",
            stored.state().application(),
            stored.state().memory().seen().size(),
            stored.state().memory().starts().size(),
            stored.timers().size())
        : Optional.empty();
  }
}

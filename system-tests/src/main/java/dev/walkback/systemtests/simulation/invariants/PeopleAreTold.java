package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.Style;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Silence is the worst message. */
final class PeopleAreTold implements Invariant {

  private final Supplier<Collection<Correspondence>> kept;

  /**
   * @param kept by the notifier
   */
  PeopleAreTold(Supplier<Collection<Correspondence>> kept) {
    this.kept = kept;
  }

  @Override
  public String sentence() {
    return "In the end everything is told that there is to tell";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.Ended
        ? kept.get().stream()
            .flatMap(correspondence -> correspondence.next(Style.THREADED).stream())
            .findFirst()
            .map(delivery -> "Nobody was told " + delivery)
        : Optional.empty();
  }
}

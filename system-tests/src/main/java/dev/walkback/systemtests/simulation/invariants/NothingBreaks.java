package dev.walkback.systemtests.simulation.invariants;

import java.util.Optional;

/** A record that is put aside is a trigger that is lost. */
final class NothingBreaks implements Invariant {

  @Override
  public String sentence() {
    return "No core throws, whatever it hears";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.CoreBroke broke
        ? Optional.of(broke.where() + ": " + broke.cause())
        : Optional.empty();
  }
}

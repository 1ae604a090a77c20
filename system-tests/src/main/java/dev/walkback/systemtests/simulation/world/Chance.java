package dev.walkback.systemtests.simulation.world;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in a history, from its seed. */
public final class Chance {

  private final SplittableRandom random;

  public Chance(long seed) {
    this(new SplittableRandom(seed));
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /** Another source, so that drawing more from one changes nothing in the other. */
  public Chance fork() {
    return new Chance(random.split());
  }

  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** From 0 up to, but not including, this. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** From the one to the other, both included. */
  public long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Mostly short, sometimes long: how networks and brokers are. */
  public long latency(long usual) {
    return 1 + (oneIn(20) ? between(usual, usual * 20) : between(0, usual));
  }
}

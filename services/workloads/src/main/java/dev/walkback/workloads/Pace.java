package dev.walkback.workloads;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * So many requests a second and no more, for all threads together: what nobody waits for must not
 * be a burden to the API server. Evenly spaced, first come first served.
 */
public final class Pace {

  private final long gapNanos;
  private long nextTurn;

  /**
   * @param perSecond at least 1
   */
  public Pace(int perSecond) {
    this(perSecond, System.nanoTime());
  }

  /** One that begins at a moment of {@link System#nanoTime()}. */
  Pace(int perSecond, long now) {
    if (perSecond < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 request a second, but found " + perSecond);
    }
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.nextTurn = now;
  }

  /** Returns when it is the caller's turn to send this many requests at once. */
  public void await(int requests) throws InterruptedException {
    Duration wait = reserve(requests, System.nanoTime());
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  /** How long whoever comes now has to wait for its turn. */
  synchronized Duration reserve(int requests, long now) {
    long turn = nextTurn - now < 0 ? now : nextTurn;
    nextTurn = turn + gapNanos * requests;
    return Duration.ofNanos(turn - now);
  }
}

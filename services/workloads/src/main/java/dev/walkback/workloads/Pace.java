package dev.walkback.workloads;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * So many requests a second and no more, for all threads together: what nobody waits for must not
 * be a burden to the API server. Evenly spaced, first come first served.
 */
public final class Pace {

  private final long gapNanos;
  private long nextTurn = System.nanoTime();

  /**
   * @param perSecond at least 1
   */
  public Pace(int perSecond) {
    if (perSecond < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 request a second, but found " + perSecond);
    }
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Returns when it is the caller's turn to send this many requests at once. */
  public void await(int requests) throws InterruptedException {
    Duration wait = reserve(requests);
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  private synchronized Duration reserve(int requests) {
    long now = System.nanoTime();
    long turn = nextTurn - now < 0 ? now : nextTurn;
    nextTurn = turn + gapNanos * requests;
    return Duration.ofNanos(turn - now);
  }
}

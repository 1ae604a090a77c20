package dev.walkback.sandbox.kubelet;

import java.time.Duration;

/**
 * How long things take on the node.
 *
 * @param start from a pod on the node to its process running
 * @param ready from running to the first readiness probe
 * @param firstBackOff after the first crash; doubles with each further one, up to {@code
 *     maxBackOff}
 * @param stop from the request to end to the end
 */
public record Pace(
    Duration start, Duration ready, Duration firstBackOff, Duration maxBackOff, Duration stop) {

  /** Quick enough for tests, slow enough to see every state. */
  public static final Pace QUICK =
      new Pace(
          Duration.ofMillis(120),
          Duration.ofMillis(60),
          Duration.ofMillis(400),
          Duration.ofSeconds(5),
          Duration.ofMillis(60));

  /** As a person would like to watch it. */
  public static final Pace WATCHABLE =
      new Pace(
          Duration.ofMillis(700),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofMillis(300));
}

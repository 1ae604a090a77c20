package dev.walkback.events.verification;

import java.time.Instant;

/**
 * One thing looked at, once.
 *
 * @param check what was looked at, for instance {@code rollout deployment/backend}
 * @param aspect which box of the checklist it speaks for
 * @param expected and
 * @param observed in words for people
 */
public record Measurement(
    String check, Aspect aspect, Verdict verdict, String expected, String observed, Instant at) {

  /** What a measurement is about. */
  public enum Aspect {
    ROLLOUT,
    PODS,
    SERVICE
  }
}

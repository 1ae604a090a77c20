package dev.walkback.testsupport.slack;

import java.time.Duration;

/** Something that goes wrong with one call. */
public sealed interface Fault {

  /** Status 200 and {@code ok: false} with this error; nothing is done. */
  record No(String error) implements Fault {}

  /** This status and no JSON; nothing is done. */
  record Status(int status) implements Fault {}

  /** Status 429 with Retry-After; nothing is done. */
  record RateLimited(Duration retryAfter) implements Fault {}

  /** It is done, but the answer is lost: the connection closes without one. */
  record AnswerLost() implements Fault {}

  /** It is done, and the answer comes this late. */
  record Slow(Duration by) implements Fault {}
}

package dev.walkback.executor.core;

import java.time.Duration;

/** What came of one write. */
public sealed interface Answer {

  String explanation();

  /** It is written. */
  record Done() implements Answer {

    @Override
    public String explanation() {
      return "written";
    }
  }

  /** Somebody else wrote first, or a condition did not hold: nothing is written. */
  record Conflict(String explanation) implements Answer {}

  /** The object is not there. */
  record Gone(String explanation) implements Answer {}

  /** We may not. */
  record Forbidden(String explanation) implements Answer {}

  /** Not now: the server asks to be left alone for a while. */
  record Busy(String explanation, Duration retryAfter) implements Answer {}

  /** It may be written or not; only a look tells. */
  record Unknown(String explanation) implements Answer {}

  /** The server will never take it. */
  record Invalid(String explanation) implements Answer {}
}

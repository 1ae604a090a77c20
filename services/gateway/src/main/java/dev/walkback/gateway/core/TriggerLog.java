package dev.walkback.gateway.core;

/** Where triggers go. */
public interface TriggerLog {

  /** Returns when the broker has it, or says that it has not; waits a bounded time. */
  Result append(String key, byte[] body);

  /** What came of it. */
  sealed interface Result {

    /** All replicas have it. */
    record Kept() implements Result {}

    /** Not confirmed; it may have arrived all the same, and repeating it does no harm. */
    record Unconfirmed(String reason) implements Result {}
  }
}

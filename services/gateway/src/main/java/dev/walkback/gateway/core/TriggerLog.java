package dev.walkback.gateway.core;

import dev.walkback.events.TraceParent;
import java.util.Optional;

/** Where triggers go. */
public interface TriggerLog {

  /**
   * Returns when the broker has it, or says that it has not; waits a bounded time.
   *
   * @param trace what the sender is tracing, if anything
   */
  Result append(String key, byte[] body, Optional<TraceParent> trace);

  /** What came of it. */
  sealed interface Result {

    /** All replicas have it. */
    record Kept() implements Result {}

    /** Not confirmed; it may have arrived all the same, and repeating it does no harm. */
    record Unconfirmed(String reason) implements Result {}
  }
}

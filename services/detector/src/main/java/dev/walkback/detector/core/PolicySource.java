package dev.walkback.detector.core;

import dev.walkback.events.policy.RollbackPolicy;
import java.util.Collection;

/** The policies in force. */
@FunctionalInterface
public interface PolicySource {

  /**
   * All policies, once they have been read completely; an alert that is judged by half of them is
   * judged wrongly.
   *
   * @throws IllegalStateException if they could not be read in time
   */
  Collection<RollbackPolicy> current();
}

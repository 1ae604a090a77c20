package dev.walkback.orchestrator.inbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Optional;

/** Where the policies come from. */
@FunctionalInterface
public interface PolicySource {

  /** Answers at once, by what it knows now. */
  Optional<RollbackPolicy> find(ApplicationId application);

  /**
   * The same for a policy that somebody else knows already: waits for it a moment, if need be. Two
   * readers of one topic are never equally far.
   */
  default Optional<RollbackPolicy> findKnown(ApplicationId application) {
    return find(application);
  }
}

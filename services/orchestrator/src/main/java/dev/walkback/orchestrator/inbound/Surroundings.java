package dev.walkback.orchestrator.inbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.Context;

/** What a decision depends on beside the application's own state, as it is known here. */
@FunctionalInterface
public interface Surroundings {

  /** Answers at once, by what it knows now. */
  Context of(ApplicationId application);

  /**
   * The same where somebody else knows a policy already: waits for it a moment, if need be. Two
   * readers of one topic are never equally far.
   */
  default Context ofKnown(ApplicationId application) {
    return of(application);
  }
}

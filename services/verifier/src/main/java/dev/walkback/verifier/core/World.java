package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Instant;

/** What a verification needs of the world around it. */
public interface World {

  /** Looks at everything once, all at the same time. Does not throw for what it may find. */
  Look look(Verification verification) throws InterruptedException;

  Instant now();

  /** Returns at this time, or at once if it is over. */
  void waitUntil(Instant time) throws InterruptedException;

  /** What was seen is told through this. */
  @FunctionalInterface
  interface Report {

    /** Returns when it is safe. */
    void tell(VerificationOutcome outcome);
  }
}

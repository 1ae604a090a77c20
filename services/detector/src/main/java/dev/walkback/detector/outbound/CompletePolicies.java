package dev.walkback.detector.outbound;

import dev.walkback.chassis.PoliciesView;
import dev.walkback.detector.core.PolicySource;
import dev.walkback.events.policy.RollbackPolicy;
import java.time.Duration;
import java.util.Collection;

/** Waits until the policies have been read to their end, which takes a moment after the start. */
public final class CompletePolicies implements PolicySource {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final PoliciesView policies;

  public CompletePolicies(PoliciesView policies) {
    this.policies = policies;
  }

  @Override
  public Collection<RollbackPolicy> current() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!policies.isReady()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "Expected the policies to be read within %d s, but they are not"
                .formatted(PATIENCE.toSeconds()));
      }
      pause();
    }
    return policies.current().all();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the policies", e);
    }
  }
}

package dev.walkback.orchestrator.inbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.RollbackPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a policy that must be on its way. The detector suspects only what a policy names; were
 * its suspicion decided before that policy arrived here, the alert would be lost.
 */
public final class PatientPolicies implements PolicySource {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final PolicySource policies;
  private final Duration patience;

  /**
   * Waits on top of another source.
   *
   * @param patience how long at most; nothing else is handled in the partition meanwhile
   */
  public PatientPolicies(PolicySource policies, Duration patience) {
    this.policies = policies;
    this.patience = patience;
  }

  @Override
  public Optional<RollbackPolicy> find(ApplicationId application) {
    return policies.find(application);
  }

  @Override
  public Optional<RollbackPolicy> findKnown(ApplicationId application) {
    long end = System.nanoTime() + patience.toNanos();
    Optional<RollbackPolicy> found = policies.find(application);
    while (found.isEmpty() && System.nanoTime() - end < 0 && !Thread.interrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      found = policies.find(application);
    }
    return found;
  }
}

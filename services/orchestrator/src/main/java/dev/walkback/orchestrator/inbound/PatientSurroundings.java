package dev.walkback.orchestrator.inbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.Context;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a policy that must be on its way. The detector suspects only what a policy names; were
 * its suspicion decided before that policy arrived here, the alert would be lost.
 */
public final class PatientSurroundings implements Surroundings {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Surroundings surroundings;
  private final Duration patience;

  /**
   * Waits on top of another source.
   *
   * @param patience how long at most; nothing else is handled in the partition meanwhile
   */
  public PatientSurroundings(Surroundings surroundings, Duration patience) {
    this.surroundings = surroundings;
    this.patience = patience;
  }

  @Override
  public Context of(ApplicationId application) {
    return surroundings.of(application);
  }

  @Override
  public Context ofKnown(ApplicationId application) {
    long end = System.nanoTime() + patience.toNanos();
    Context found = surroundings.of(application);
    while (found.policy().isEmpty() && System.nanoTime() - end < 0 && !Thread.interrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      found = surroundings.of(application);
    }
    return found;
  }
}

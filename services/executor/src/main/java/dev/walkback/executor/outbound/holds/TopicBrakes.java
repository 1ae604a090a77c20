package dev.walkback.executor.outbound.holds;

import dev.walkback.chassis.Holds;
import dev.walkback.chassis.HoldsView;
import dev.walkback.events.ApplicationId;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.core.Brakes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The brakes as they stand on their topic. Asked each time, not remembered: an executor that was
 * stopped or cut off for a while must not act on what it knew before.
 */
public final class TopicBrakes implements Brakes {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HoldsView holds;
  private final InstantSource clock;

  public TopicBrakes(HoldsView holds, InstantSource clock) {
    this.holds = holds;
    this.clock = clock;
  }

  @Override
  public Brake of(ApplicationId application) throws InterruptedException {
    Optional<Holds> known = holds.asOfNow(PATIENCE);
    if (known.isEmpty()) {
      return new Brake.Unknown(
          "Expected to know the holds within %d ms, but the broker did not tell: nothing is changed without knowing them"
              .formatted(PATIENCE.toMillis()));
    }
    return known
        .get()
        .holding(application, clock.instant())
        .<Brake>map(held -> new Brake.Pulled(held.scope(), held.hold()))
        .orElseGet(Brake.Released::new);
  }
}

package dev.walkback.chassis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** When something was last seen to work. */
final class Pulse {

  /** Longer than a broker takes to choose another leader. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

  void beat(Instant at) {
    last.set(at);
  }

  /** How long it has not worked, if that is too long. */
  Optional<Duration> stoppedFor(Instant now) {
    Duration silence = Duration.between(last.get(), now);
    return silence.compareTo(PATIENCE) > 0 ? Optional.of(silence) : Optional.empty();
  }
}

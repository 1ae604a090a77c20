package dev.walkback.events.hold;

import java.time.Instant;
import java.util.Optional;

/**
 * An order to stand still: no effect on a cluster begins under it.
 *
 * @param by who ordered it
 * @param until when it ends by itself; empty: when somebody resumes
 */
public record Hold(String by, String reason, Instant since, Optional<Instant> until) {

  /** Whether it is in force at this moment. */
  public boolean holdsAt(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }
}

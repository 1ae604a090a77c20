package dev.walkback.events.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One box of the checklist as it stands.
 *
 * @param note what proves it, or why it is as it is; on an open box what was seen last, if anything
 */
public record Mark(Box box, State state, Optional<Instant> at, String note) {

  /**
   * Only {@code TICKED} is a proof. {@code FAILED} was looked at and is not so. {@code FOR_HUMANS}
   * Walkback does not do.
   */
  public enum State {
    OPEN,
    TICKED,
    FAILED,
    FOR_HUMANS
  }
}

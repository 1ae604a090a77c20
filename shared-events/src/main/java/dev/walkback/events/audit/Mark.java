package dev.walkback.events.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One box of the checklist as it stands.
 *
 * @param note what proves it, or why it is as it is; on an open box what was seen last, if anything
 * @param owner who looks after a box that is left to humans, if anybody is named
 * @param tickedBy the human who ticked it, if one did
 */
public record Mark(
    Box box,
    State state,
    Optional<Instant> at,
    String note,
    Optional<String> owner,
    Optional<String> tickedBy) {

  /** A box that is no human's. */
  public Mark(Box box, State state, Optional<Instant> at, String note) {
    this(box, state, at, note, Optional.empty(), Optional.empty());
  }

  /** By a human: it is left to humans, or one has ticked it before. */
  public boolean mayBeTicked() {
    return state == State.FOR_HUMANS || tickedBy.isPresent();
  }

  /**
   * Only {@code TICKED} is a proof, or a human's word. {@code FAILED} was looked at and is not so.
   * {@code FOR_HUMANS} Walkback does not do.
   */
  public enum State {
    OPEN,
    TICKED,
    FAILED,
    FOR_HUMANS
  }
}

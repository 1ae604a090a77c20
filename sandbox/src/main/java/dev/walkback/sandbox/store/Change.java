package dev.walkback.sandbox.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of one object.
 *
 * @param version the store's version that the change made
 * @param before what was there, {@code null} if the object is new
 * @param after what is there now; for a removed object its last state, with the new version
 */
public record Change(
    Type type, int version, Kind kind, @Nullable ObjectNode before, ObjectNode after) {
  /** As a watch names it. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}

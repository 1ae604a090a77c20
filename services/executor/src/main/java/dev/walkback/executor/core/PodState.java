package dev.walkback.executor.core;

/**
 * A pod of a StatefulSet, as far as unwedging needs it.
 *
 * @param revision name of the revision that it was made from; empty if unknown
 * @param crashing whether it has just come back from a crash: without a readiness probe it is ready
 *     between two of them
 */
public record PodState(
    String name, String uid, boolean ready, boolean deleting, String revision, boolean crashing) {

  /** One that has not crashed lately. */
  public PodState(String name, String uid, boolean ready, boolean deleting, String revision) {
    this(name, uid, ready, deleting, revision, false);
  }

  /** The number at the end of its name, or -1 if it has none. */
  public int ordinal() {
    String end = name.substring(name.lastIndexOf('-') + 1);
    return end.matches("[0-9]{1,9}") ? Integer.parseInt(end) : -1;
  }
}

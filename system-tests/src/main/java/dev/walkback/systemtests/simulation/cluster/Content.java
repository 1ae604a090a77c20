package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.ContentDigest;

/**
 * What a workload may be asked to run.
 *
 * @param name for people, for instance {@code v2}
 * @param readyAfter milliseconds from the start of a pod to its readiness
 */
public record Content(String name, ContentDigest digest, Behaviour behaviour, long readyAfter) {

  public static Content of(String name, Behaviour behaviour, long readyAfter) {
    return new Content(name, ContentDigest.of(name), behaviour, readyAfter);
  }

  /** How it runs. */
  public enum Behaviour {
    /** Becomes ready and stays so. */
    GOOD,
    /** Crashes twice at its start, for want of what it needs, then becomes ready and stays so. */
    STUMBLES,
    /** Crash-loops and never becomes ready. */
    CRASHES,
    /** Becomes ready, and begins to crash a while later. */
    CRASHES_LATER,
    /** Becomes ready and answers with errors. */
    ERRORS,
    /** Never starts, for want of room. */
    PENDING;

    /** Whether its pods become ready at all. */
    public boolean becomesReady() {
      return switch (this) {
        case GOOD, STUMBLES, CRASHES_LATER, ERRORS -> true;
        case CRASHES, PENDING -> false;
      };
    }

    /** Whether nothing is wrong with it, once it runs. */
    public boolean isGood() {
      return switch (this) {
        case GOOD, STUMBLES -> true;
        case CRASHES, CRASHES_LATER, ERRORS, PENDING -> false;
      };
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

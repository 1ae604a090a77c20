package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.RollbackStatus.Phase;

/**
 * Names a timer: the longest that this rollback may stay in this phase. One that fires for a
 * rollback or a phase that is over means nothing.
 */
public record TimerName(RollbackId rollback, Phase phase) implements Comparable<TimerName> {

  /** Reads what {@link #toString()} wrote. */
  public static TimerName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "Expected a timer as rollback/phase, but found '%s'".formatted(text));
    }
    return new TimerName(
        new RollbackId(text.substring(0, slash)), Phase.valueOf(text.substring(slash + 1)));
  }

  @Override
  public int compareTo(TimerName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return rollback + "/" + phase;
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;

/**
 * Names a timer. One that fires for something that is over means nothing.
 *
 * @param rollback the rollback, watch, dry run or hold that it belongs to
 */
public record TimerName(RollbackId rollback, Kind kind) implements Comparable<TimerName> {

  /** What it is for. The first seven are the longest that a rollback may stay in that phase. */
  public enum Kind {
    SURVEYING,
    AWAITING_APPROVAL,
    WAITING,
    ROLLING_BACK,
    VERIFYING,
    SOAKING,
    AWAITING_HUMAN,
    BUDGET_WARNING,
    BUDGET,
    DRY_RUN,
    WATCH,
    HOLD
  }

  /** Reads what {@link #toString()} wrote. */
  public static TimerName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "Expected a timer as rollback/kind, but found '%s'".formatted(text));
    }
    return new TimerName(
        new RollbackId(text.substring(0, slash)), Kind.valueOf(text.substring(slash + 1)));
  }

  /** In the order of what they are written as; ids are all equally long. */
  @Override
  public int compareTo(TimerName other) {
    int byRollback = rollback.value().compareTo(other.rollback.value());
    return byRollback != 0 ? byRollback : kind.name().compareTo(other.kind.name());
  }

  @Override
  public String toString() {
    return rollback + "/" + kind;
  }
}

package dev.walkback.systemtests.simulation;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.SagaEntry.HelpWanted;
import dev.walkback.orchestrator.core.ApplicationState;
import java.util.Map;
import java.util.TreeMap;

/** Which moves of the state machine were made, and for which reasons nothing was done. */
public final class Coverage {

  private static final String AT_REST = "AtRest";

  private final Map<Move, Long> moves = new TreeMap<>();
  private final Map<String, Long> suppressions = new TreeMap<>();

  /** From a state by an entry, as the picture of the machine has it. */
  public record Move(String from, String entry) implements Comparable<Move> {

    @Override
    public int compareTo(Move other) {
      int byState = from.compareTo(other.from);
      return byState != 0 ? byState : entry.compareTo(other.entry);
    }

    @Override
    public String toString() {
      return from + " by " + entry;
    }
  }

  void saw(ApplicationState before, AuditEntry entry) {
    String from = before.live().map(live -> live.getClass().getSimpleName()).orElse(AT_REST);
    moves.merge(new Move(from, label(entry)), 1L, Long::sum);
    if (entry instanceof TriggerSuppressed suppressed) {
      suppressions.merge(suppressed.reason().name(), 1L, Long::sum);
    }
  }

  private static String label(AuditEntry entry) {
    return switch (entry) {
      case HumanNeeded human -> human.reason().name();
      case HelpWanted help -> "HelpWanted " + help.reason();
      default -> entry.getClass().getSimpleName();
    };
  }

  void add(Coverage other) {
    other.moves.forEach((move, count) -> moves.merge(move, count, Long::sum));
    other.suppressions.forEach((reason, count) -> suppressions.merge(reason, count, Long::sum));
  }

  public Map<Move, Long> moves() {
    return moves;
  }

  public Map<String, Long> suppressions() {
    return suppressions;
  }
}

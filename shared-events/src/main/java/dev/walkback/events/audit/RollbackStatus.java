package dev.walkback.events.audit;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a rollback stands, complete in itself: what a console, a chat message or a terminal shows.
 *
 * @param plan the targets, empty until they are resolved
 * @param history when each phase began, in order
 * @param checklist all fifteen boxes, in their order
 * @param headline one sentence for people
 * @param joinedTriggers how many further triggers this rollback took in
 */
public record RollbackStatus(
    ApplicationId application,
    RollbackId rollbackId,
    Phase phase,
    TriggerSummary trigger,
    List<Target> plan,
    List<PhaseStart> history,
    List<Mark> checklist,
    String headline,
    int joinedTriggers,
    Optional<String> slackChannel,
    Optional<Instant> soakUntil)
    implements Event {

  public RollbackStatus {
    plan = List.copyOf(plan);
    history = List.copyOf(history);
    checklist = List.copyOf(checklist);
  }

  /** The phases of a rollback. The last three are final. */
  public enum Phase {
    SURVEYING,
    ROLLING_BACK,
    VERIFYING,
    SOAKING,
    HEALTHY,
    FAILED,
    NEEDS_HUMAN;

    public boolean isFinal() {
      return switch (this) {
        case SURVEYING, ROLLING_BACK, VERIFYING, SOAKING -> false;
        case HEALTHY, FAILED, NEEDS_HUMAN -> true;
      };
    }
  }

  /** When a phase began. */
  public record PhaseStart(Phase phase, Instant at) {}
}

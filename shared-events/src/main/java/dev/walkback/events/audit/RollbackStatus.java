package dev.walkback.events.audit;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Where a rollback stands, complete in itself: what a console, a chat message or a terminal shows.
 *
 * @param plan the targets, empty until they are resolved
 * @param history when each phase began, in order
 * @param checklist all fifteen boxes, in their order
 * @param headline one sentence for people
 * @param joinedTriggers how many further triggers this rollback took in
 * @param approval what people are asked to agree to, if they are
 * @param waitingFor what stands in the way, if anything does
 * @param budgetUntil by when it should be healthy
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
    Optional<Instant> soakUntil,
    Optional<Approval> approval,
    Optional<String> waitingFor,
    Optional<Instant> budgetUntil)
    implements Event {

  public RollbackStatus {
    plan = List.copyOf(plan);
    history = List.copyOf(history);
    checklist = List.copyOf(checklist);
  }

  /** The same with other marks. */
  public RollbackStatus with(List<Mark> marks) {
    return new RollbackStatus(
        application,
        rollbackId,
        phase,
        trigger,
        plan,
        history,
        marks,
        headline,
        joinedTriggers,
        slackChannel,
        soakUntil,
        approval,
        waitingFor,
        budgetUntil);
  }

  /** The boxes that wait for a human, in their order. */
  public List<Mark> leftForHumans() {
    return checklist.stream().filter(mark -> mark.state() == Mark.State.FOR_HUMANS).toList();
  }

  /** The same by who looks after them; those whom nobody looks after come last. */
  public SequencedMap<Optional<String>, List<Mark>> leftByOwner() {
    SequencedMap<Optional<String>, List<Mark>> byOwner = new LinkedHashMap<>();
    List<Mark> left = leftForHumans();
    Stream.concat(
            left.stream().filter(mark -> mark.owner().isPresent()),
            left.stream().filter(mark -> mark.owner().isEmpty()))
        .forEach(mark -> byOwner.computeIfAbsent(mark.owner(), _ -> new ArrayList<>()).add(mark));
    return byOwner;
  }

  /** The phases of a rollback. Those that are {@link #isFinal()} end it. */
  public enum Phase {
    SURVEYING,
    AWAITING_APPROVAL,
    WAITING,
    ROLLING_BACK,
    VERIFYING,
    SOAKING,
    /** In trouble: an operator may retry, skip, acknowledge or abort. */
    AWAITING_HUMAN,
    HEALTHY,
    FAILED,
    NEEDS_HUMAN,
    REJECTED,
    ABORTED;

    public boolean isFinal() {
      return switch (this) {
        case SURVEYING,
            AWAITING_APPROVAL,
            WAITING,
            ROLLING_BACK,
            VERIFYING,
            SOAKING,
            AWAITING_HUMAN ->
            false;
        case HEALTHY, FAILED, NEEDS_HUMAN, REJECTED, ABORTED -> true;
      };
    }
  }

  /**
   * What people are asked to agree to.
   *
   * @param plan what an approval has to name
   * @param needed how many approvers
   * @param given who agreed so far
   * @param why one sentence for each reason
   */
  public record Approval(
      ContentDigest plan, int needed, List<String> given, Instant until, List<String> why) {

    public Approval {
      given = List.copyOf(given);
      why = List.copyOf(why);
    }
  }

  /** When a phase began. */
  public record PhaseStart(Phase phase, Instant at) {}
}

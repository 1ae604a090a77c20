package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an application keeps when its rollbacks have ended.
 *
 * @param fence of the newest steps; the next ones have a higher one
 * @param ledger every release that was seen
 * @param last the newest rollback that had targets
 * @param ending how the newest rollback ended, as people see it; empty while the next one is live,
 *     and in what an earlier version wrote
 * @param seen triggers that have had their final record or belong to the live rollback, by the
 *     beginning of their digest, oldest first
 * @param starts when alerts started rollbacks, oldest first
 * @param takenOver who took over last from a rollback that was not {@code last} at that moment
 * @param objection the newest No of a human to a rollback
 */
public record Memory(
    long fence,
    Ledger ledger,
    Optional<Ended> last,
    Optional<RollbackStatus> ending,
    Map<String, Instant> seen,
    List<Instant> starts,
    Optional<TakenOver> takenOver,
    Optional<Objection> objection) {

  public static final Memory EMPTY =
      new Memory(
          0,
          Ledger.EMPTY,
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** How long a repeated trigger is recognised. */
  public static final Duration SEEN_FOR = Duration.ofDays(3);

  /** How many triggers are remembered at most; the oldest go first. */
  public static final int MAX_SEEN = 1000;

  /** How many starts are remembered at most; a policy cannot allow more in its window. */
  public static final int MAX_STARTS = 100;

  private static final int KEY_DIGITS = 16;

  public Memory {
    // Insertion order decides which goes first, so Map.copyOf will not do.
    seen = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    starts = List.copyOf(starts);
  }

  /**
   * How a rollback ended that the next one must know of.
   *
   * @param targets where it went back to, or wanted to
   * @param phase its end; empty in what an earlier version wrote
   * @param acknowledgedBy who took over from a rollback that ended in trouble
   */
  public record Ended(
      RollbackId rollback,
      Instant at,
      List<Target> targets,
      Optional<Phase> phase,
      Optional<String> acknowledgedBy) {

    public Ended {
      targets = List.copyOf(targets);
    }

    /** Whether a human was called and nobody has said yet that he is there. */
    boolean awaitsAcknowledgement() {
      return phase.filter(end -> end == Phase.NEEDS_HUMAN).isPresent() && acknowledgedBy.isEmpty();
    }

    Ended acknowledged(String by) {
      return new Ended(rollback, at, targets, phase, Optional.of(by));
    }
  }

  /** Somebody looks after what this rollback could not do. */
  public record TakenOver(RollbackId rollback, String by) {}

  /** Somebody rejected or aborted this rollback; an alert must not start it again at once. */
  public record Objection(RollbackId rollback, Instant at, String by) {}

  public boolean hasSeen(TriggerId trigger) {
    return seen.containsKey(key(trigger));
  }

  /** Whether no alert came and no rollback was asked for since. */
  public boolean isQuietSince(Instant since) {
    return seen.values().stream().noneMatch(at -> at.isAfter(since));
  }

  /** Until when alerts may not start a rollback; empty if they may now. */
  public Optional<Instant> coolingUntil(Duration cooldown, Instant now) {
    return unansweredObjection()
        .map(Objection::at)
        .or(() -> last.map(Ended::at))
        .map(at -> at.plus(cooldown))
        .filter(now::isBefore);
  }

  /** Empty where another rollback went back since. */
  Optional<Objection> unansweredObjection() {
    return objection.filter(no -> last.filter(ended -> ended.at().isAfter(no.at())).isEmpty());
  }

  /** How many rollbacks alerts started since this moment. */
  public long startsSince(Instant since) {
    return starts.stream().filter(start -> start.isAfter(since)).count();
  }

  /** Whether the content that is live was written by Walkback. */
  public boolean wroteLiveContentOf(WorkloadFacts facts) {
    return facts.releasedByRollback().isPresent()
        || last.stream()
            .flatMap(ended -> ended.targets().stream())
            .anyMatch(target ->
                target.workload().equals(facts.workload())
                    && target.template().equals(facts.live()));
  }

  /** Whether this rollback ended by calling a human, and nobody has said yet that he is there. */
  boolean awaitsAcknowledgement(RollbackId rollback) {
    return lastIs(rollback)
        .map(Ended::awaitsAcknowledgement)
        .orElseGet(() ->
            endingOf(rollback).filter(end -> end.phase() == Phase.NEEDS_HUMAN).isPresent()
                && takenOverBy(rollback).isEmpty());
  }

  /** Who took over from this rollback, as far as {@code last} does not say so. */
  Optional<String> takenOverBy(RollbackId rollback) {
    return takenOver.filter(taken -> taken.rollback().equals(rollback)).map(TakenOver::by);
  }

  /** Empty if this rollback is not remembered. */
  Optional<Memory> acknowledged(RollbackId rollback, String by) {
    return lastIs(rollback)
        .map(ended -> withLast(ended.acknowledged(by)))
        .or(() -> endingOf(rollback).map(_ -> withTakenOver(rollback, by)));
  }

  Memory withTakenOver(RollbackId rollback, String by) {
    return new Memory(
        fence,
        ledger,
        last,
        ending,
        seen,
        starts,
        Optional.of(new TakenOver(rollback, by)),
        objection);
  }

  Memory withObjection(RollbackId rollback, Instant at, String by) {
    return new Memory(
        fence,
        ledger,
        last,
        ending,
        seen,
        starts,
        takenOver,
        Optional.of(new Objection(rollback, at, by)));
  }

  private Optional<Ended> lastIs(RollbackId rollback) {
    return last.filter(ended -> ended.rollback().equals(rollback));
  }

  private Optional<RollbackStatus> endingOf(RollbackId rollback) {
    return ending.filter(status -> status.rollbackId().equals(rollback));
  }

  Memory withFence(long newFence) {
    return new Memory(newFence, ledger, last, ending, seen, starts, takenOver, objection);
  }

  Memory withLast(Ended ended) {
    return new Memory(
        fence, ledger, Optional.of(ended), ending, seen, starts, takenOver, objection);
  }

  Memory withEnding(Optional<RollbackStatus> newEnding) {
    return new Memory(fence, ledger, last, newEnding, seen, starts, takenOver, objection);
  }

  Memory with(Ledger newLedger) {
    return new Memory(fence, newLedger, last, ending, seen, starts, takenOver, objection);
  }

  Memory startedByAlert(Instant at) {
    List<Instant> more = new ArrayList<>(starts);
    more.add(at);
    return new Memory(
        fence,
        ledger,
        last,
        ending,
        seen,
        more.subList(Math.max(0, more.size() - MAX_STARTS), more.size()),
        takenOver,
        objection);
  }

  Memory remembering(TriggerId trigger, Instant at) {
    Map<String, Instant> kept = new LinkedHashMap<>(seen);
    kept.values().removeIf(since -> since.plus(SEEN_FOR).isBefore(at));
    kept.put(key(trigger), at);
    while (kept.size() > MAX_SEEN) {
      kept.remove(kept.keySet().iterator().next());
    }
    return new Memory(fence, ledger, last, ending, kept, starts, takenOver, objection);
  }

  private static String key(TriggerId trigger) {
    int start = "sha256:".length();
    return ContentDigest.of(trigger.value()).value().substring(start, start + KEY_DIGITS);
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What an application keeps when its rollbacks have ended.
 *
 * @param fence of the newest rollback; the next one has a higher one
 * @param quarantined contents that were rolled away from, oldest first
 * @param last the newest rollback that had targets
 * @param seen triggers that have had their final record or belong to the live rollback, by the
 *     beginning of their digest, oldest first
 */
public record Memory(
    long fence, List<ContentDigest> quarantined, Optional<Ended> last, Map<String, Instant> seen) {

  public static final Memory EMPTY = new Memory(0, List.of(), Optional.empty(), Map.of());

  /** How long a repeated trigger is recognised. */
  public static final Duration SEEN_FOR = Duration.ofDays(3);

  /** How many triggers are remembered at most; the oldest go first. */
  public static final int MAX_SEEN = 1000;

  /** How many contents stay quarantined at most; the oldest go first. */
  public static final int MAX_QUARANTINED = 200;

  private static final int KEY_DIGITS = 16;

  public Memory {
    quarantined = List.copyOf(quarantined);
    // Insertion order decides which goes first, so Map.copyOf will not do.
    seen = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(seen));
  }

  /**
   * How a rollback ended that the next one must know of.
   *
   * @param targets where it went back to, or wanted to
   */
  public record Ended(RollbackId rollback, Instant at, List<Target> targets) {

    public Ended {
      targets = List.copyOf(targets);
    }
  }

  public boolean hasSeen(TriggerId trigger) {
    return seen.containsKey(key(trigger));
  }

  /** Until when alerts may not start a rollback; empty if they may now. */
  public Optional<Instant> coolingUntil(Duration cooldown, Instant now) {
    return last.map(ended -> ended.at().plus(cooldown)).filter(now::isBefore);
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

  Memory withFence(long newFence) {
    return new Memory(newFence, quarantined, last, seen);
  }

  Memory withLast(Ended ended) {
    return new Memory(fence, quarantined, Optional.of(ended), seen);
  }

  Memory quarantining(List<ContentDigest> digests) {
    SequencedSet<ContentDigest> all = new LinkedHashSet<>(quarantined);
    digests.forEach(digest -> {
      all.remove(digest);
      all.addLast(digest);
    });
    while (all.size() > MAX_QUARANTINED) {
      all.removeFirst();
    }
    return new Memory(fence, List.copyOf(all), last, seen);
  }

  Memory remembering(TriggerId trigger, Instant at) {
    Map<String, Instant> kept = new LinkedHashMap<>(seen);
    kept.values().removeIf(since -> since.plus(SEEN_FOR).isBefore(at));
    kept.put(key(trigger), at);
    while (kept.size() > MAX_SEEN) {
      kept.remove(kept.keySet().iterator().next());
    }
    return new Memory(fence, quarantined, last, kept);
  }

  private static String key(TriggerId trigger) {
    int start = "sha256:".length();
    return ContentDigest.of(trigger.value()).value().substring(start, start + KEY_DIGITS);
  }
}

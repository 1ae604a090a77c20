package dev.walkback.detector.core;

import dev.walkback.events.TriggerId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which triggers were handled lately, so that repeats cost nothing. Bounded in number and time, and
 * only an optimisation: what is forgotten is found again with the same id. Safe to share.
 *
 * @param <T> what came of a trigger
 */
public final class RecentTriggers<T> {

  private final int capacity;
  private final Duration memory;
  private final SequencedMap<TriggerId, Entry<T>> entries = new LinkedHashMap<>();

  /**
   * @param capacity how many are kept, the oldest forgotten first
   * @param memory how long each is kept
   */
  public RecentTriggers(int capacity, Duration memory) {
    this.capacity = capacity;
    this.memory = memory;
  }

  public synchronized Optional<T> find(TriggerId trigger, Instant now) {
    return Optional.ofNullable(entries.get(trigger))
        .filter(entry -> entry.until().isAfter(now))
        .map(Entry::finding);
  }

  public synchronized void remember(TriggerId trigger, T finding, Instant now) {
    entries.remove(trigger);
    entries.put(trigger, new Entry<>(finding, now.plus(memory)));
    if (entries.size() > capacity) {
      var _ = entries.pollFirstEntry();
    }
  }

  public synchronized void forget(TriggerId trigger) {
    entries.remove(trigger);
  }

  private record Entry<T>(T finding, Instant until) {}
}

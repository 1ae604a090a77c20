package dev.walkback.systemtests.simulation.world;

import dev.walkback.events.ApplicationId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A compacted topic, as it was at any time: readers of one topic are never equally far.
 *
 * @param <V> what stands under a key
 */
public final class Board<V> {

  private final TreeMap<Long, Map<ApplicationId, V>> versions = new TreeMap<>();

  public Board() {
    versions.put(Long.MIN_VALUE, Map.of());
  }

  /** From this time on it says so; empty: nothing any more. */
  public void publish(ApplicationId key, Optional<V> value, long now) {
    Map<ApplicationId, V> next = new TreeMap<>(at(now));
    value.ifPresentOrElse(some -> next.put(key, some), () -> next.remove(key));
    versions.put(now, next);
  }

  public Map<ApplicationId, V> at(long time) {
    return versions.floorEntry(time).getValue();
  }

  public Optional<V> find(ApplicationId key, long time) {
    return Optional.ofNullable(at(time).get(key));
  }
}

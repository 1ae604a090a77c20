package dev.walkback.detector.core;

import java.util.Map;

/**
 * Records of a topic that are known to have arrived.
 *
 * @param ends by partition, the offset after the last of them
 */
public record Arrived(Map<Integer, Long> ends) {

  public Arrived {
    ends = Map.copyOf(ends);
  }

  boolean includes(int partition, long offset) {
    return offset < ends.getOrDefault(partition, 0L);
  }
}

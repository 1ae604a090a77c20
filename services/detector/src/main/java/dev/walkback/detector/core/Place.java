package dev.walkback.detector.core;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a record stands on its topic.
 *
 * @param arrivedByNow asked when the cluster is looked at: this record, and what else has arrived
 *     by then
 */
public record Place(int partition, long offset, Supplier<Arrived> arrivedByNow) {

  /** Of a record of which nothing but itself is known to have arrived. */
  public static Place alone(int partition, long offset) {
    var itself = new Arrived(Map.of(partition, offset + 1));
    return new Place(partition, offset, () -> itself);
  }

  Arrived itself() {
    return alone(partition, offset).arrivedByNow().get();
  }
}

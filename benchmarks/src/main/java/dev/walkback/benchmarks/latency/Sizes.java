package dev.walkback.benchmarks.latency;

import java.util.List;

/**
 * How large the records on the way from the alert to the step are on the average, headers included,
 * in bytes; in the order of the way.
 */
record Sizes(List<Integer> records) {

  Sizes {
    records = List.copyOf(records);
  }

  int hops() {
    return records.size();
  }

  @Override
  public String toString() {
    return records + " bytes";
  }
}

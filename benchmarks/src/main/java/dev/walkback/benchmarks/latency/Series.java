package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.report.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One way from the record to the patch, sent at its own moments; what was measured of it. */
final class Series {

  private final String name;
  private final Runnable prepare;
  private final Supplier<Sample> send;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param prepare what has to be done some seconds before each sending
   */
  Series(String name, Runnable prepare, Supplier<Sample> send) {
    this.name = name;
    this.prepare = prepare;
    this.send = send;
  }

  String name() {
    return name;
  }

  void prepare() {
    prepare.run();
  }

  void send(boolean measured) {
    Sample sample = send.get();
    if (measured) {
      samples.add(sample);
    }
  }

  int sent() {
    return samples.size();
  }

  boolean complete(Stage last) {
    return samples.stream().allMatch(sample -> sample.has(last));
  }

  Quantiles between(Stage from, Stage to) {
    return Quantiles.ofNanos(
        samples.stream()
            .filter(sample -> sample.has(from, to))
            .map(sample -> sample.between(from, to))
            .toList());
  }
}

package dev.walkback.benchmarks.latency;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** When one rollback passed each station, by the clock of this process. */
final class Sample {

  private final Map<Stage, Long> nanos = new ConcurrentHashMap<>();

  /** The first time counts. */
  void mark(Stage stage, long at) {
    nanos.putIfAbsent(stage, at);
  }

  boolean has(Stage stage) {
    return nanos.containsKey(stage);
  }

  boolean has(Stage from, Stage to) {
    return has(from) && has(to);
  }

  long between(Stage from, Stage to) {
    return Objects.requireNonNull(nanos.get(to)) - Objects.requireNonNull(nanos.get(from));
  }
}

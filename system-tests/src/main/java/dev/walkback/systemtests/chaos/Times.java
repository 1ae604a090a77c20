package dev.walkback.systemtests.chaos;

import java.time.Duration;
import java.util.List;

/** Percentiles by nearest rank: each is a time that was measured. */
record Times(Duration p50, Duration p99, Duration max) {

  /** Zeros where nothing was measured. */
  static Times of(List<Duration> measured) {
    List<Duration> sorted = measured.stream().sorted().toList();
    return new Times(rank(sorted, 50), rank(sorted, 99), rank(sorted, 100));
  }

  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.max(0, Math.ceilDiv(percent * sorted.size(), 100) - 1));
  }

  @Override
  public String toString() {
    return "p50 %s   p99 %s   max %s".formatted(seconds(p50), seconds(p99), seconds(max));
  }

  /** With one digit after the point. */
  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}

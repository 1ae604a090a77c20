package dev.walkback.benchmarks.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * When what is sent: all series at the same rate, one after the other, so that whatever disturbs
 * the machine disturbs them alike.
 */
final class Timetable {

  /** How long before its alert a release goes out. */
  static final Duration AHEAD = Duration.ofMillis(1500);

  private record Entry(long atNanos, Runnable what) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param rate of each series, in sendings a second
   */
  Timetable(List<Series> all, double rate, Duration warmUp, Duration measured) {
    long period = (long) (1e9 / rate);
    long first = AHEAD.toNanos();
    long end = first + warmUp.toNanos() + measured.toNanos();
    for (int s = 0; s < all.size(); s++) {
      Series series = all.get(s);
      for (long at = first + s * period / all.size(); at < end; at += period) {
        boolean counts = at >= first + warmUp.toNanos();
        entries.add(new Entry(at - AHEAD.toNanos(), series::prepare));
        entries.add(new Entry(at, () -> series.send(counts)));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::atNanos));
  }

  void run() {
    long begun = System.nanoTime();
    for (Entry entry : entries) {
      long left = begun + entry.atNanos() - System.nanoTime();
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = begun + entry.atNanos() - System.nanoTime();
      }
      entry.what().run();
    }
  }
}

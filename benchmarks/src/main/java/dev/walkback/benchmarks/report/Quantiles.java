package dev.walkback.benchmarks.report;

import java.util.Collection;
import java.util.Locale;

/**
 * How long something took, many times; in milliseconds. A quantile is a value that was measured,
 * never one in between.
 */
public record Quantiles(int count, double p50, double p90, double p99, double max) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** None of it was measured. */
  public static final Quantiles NONE = new Quantiles(0, 0, 0, 0, 0);

  public static Quantiles ofNanos(Collection<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) {
      return NONE;
    }
    return new Quantiles(
        sorted.length,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        sorted[sorted.length - 1] / NANOS_PER_MILLI);
  }

  private static double at(long[] sorted, double quantile) {
    int rank = (int) Math.ceil(quantile * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
  }

  /** The cells of a table: count, p50, p90, p99, max. */
  public String[] cells() {
    return count == 0
        ? new String[] {"0", "-", "-", "-", "-"}
        : new String[] {
          Integer.toString(count), millis(p50), millis(p90), millis(p99), millis(max)
        };
  }

  public static String millis(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}

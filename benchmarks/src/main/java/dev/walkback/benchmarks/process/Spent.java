package dev.walkback.benchmarks.process;

import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What some processes cost in some time.
 *
 * @param others CPU seconds of everybody else on the machine
 */
public record Spent(double seconds, List<Part> parts, double others) {

  private static final String OTHERS = "everybody else on the machine";

  public Spent {
    parts = List.copyOf(parts);
  }

  /** One process. */
  public record Part(String process, double cpuSeconds, double rssMib, double peakMib) {}

  /** Tells it, and how much of it each thousand of what was done took. */
  public void report(Report report, String unit, long done) {
    var table =
        new Table("process", "% of a core", "CPU s per 1000 " + unit, "resident MiB", "peak MiB");
    for (Part part : parts) {
      table.row(
          part.process(),
          whole(100 * part.cpuSeconds() / seconds),
          twoDigits(part.cpuSeconds() * 1000 / Math.max(1, done)),
          whole(part.rssMib()),
          whole(part.peakMib()));
      report.figure(
          "cost",
          Map.of(
              "process", part.process(),
              "cpuSeconds", part.cpuSeconds(),
              "seconds", seconds,
              "done", done,
              "rssMib", part.rssMib(),
              "peakMib", part.peakMib()));
    }
    double all = parts.stream().mapToDouble(Part::cpuSeconds).sum();
    table.row(
        "all of these",
        whole(100 * all / seconds),
        twoDigits(all * 1000 / Math.max(1, done)),
        "",
        "");
    table.row(OTHERS, whole(100 * others / seconds), "", "", "");
    report.figure("cost", Map.of("process", OTHERS, "cpuSeconds", others, "seconds", seconds));
    report.table("What it cost, in %.0f s".formatted(seconds), table);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String twoDigits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

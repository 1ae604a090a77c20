package dev.walkback.benchmarks.process;

import dev.walkback.benchmarks.report.Machine;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What some processes cost between two moments, and what everybody else on the machine did. */
public final class Costs {

  private static final String OTHERS = "everybody else on the machine";

  private final Map<String, Long> pids;
  private final Map<String, Usage> before = new LinkedHashMap<>();
  private final double busyBefore = Machine.busySeconds();
  private final long begun = System.nanoTime();

  private Costs(Map<String, Long> pids) throws IOException {
    this.pids = pids;
    for (var each : pids.entrySet()) {
      before.put(each.getKey(), Usage.of(each.getValue()));
    }
  }

  /**
   * Begins to count, this process included.
   *
   * @param pids of the others, by what they are called
   */
  public static Costs begin(Map<String, Long> pids) throws IOException {
    Map<String, Long> all = new LinkedHashMap<>(pids);
    all.put("the benchmark itself", ProcessHandle.current().pid());
    return new Costs(all);
  }

  /** Tells what was used since the beginning, and for each thousand of what was done. */
  public void report(Report report, String unit, long done) throws IOException {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double busy = Machine.busySeconds() - busyBefore;
    var table =
        new Table("process", "% of a core", "CPU s per 1000 " + unit, "resident MiB", "peak MiB");
    double ours = 0;
    for (var each : pids.entrySet()) {
      Usage now = Usage.of(each.getValue());
      double cpu = now.cpuSeconds() - usageBefore(each.getKey()).cpuSeconds();
      ours += cpu;
      table.row(
          each.getKey(),
          whole(100 * cpu / seconds),
          twoDigits(cpu * 1000 / Math.max(1, done)),
          whole(now.rssMib()),
          whole(now.peakMib()));
      report.figure(
          "cost",
          Map.of(
              "process",
              each.getKey(),
              "cpuSeconds",
              cpu,
              "seconds",
              seconds,
              "done",
              done,
              "rssMib",
              now.rssMib(),
              "peakMib",
              now.peakMib()));
    }
    double others = Math.max(0, busy - ours);
    table.row(OTHERS, whole(100 * others / seconds), "", "", "");
    report.figure("cost", Map.of("process", OTHERS, "cpuSeconds", others, "seconds", seconds));
    report.table("What it cost, %.0f s long".formatted(seconds), table);
  }

  private Usage usageBefore(String name) {
    return java.util.Objects.requireNonNull(before.get(name));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String twoDigits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

package dev.walkback.benchmarks.process;

import dev.walkback.benchmarks.report.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts what some processes cost from a moment on, and what everybody else on the machine did. */
public final class Costs {

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

  /** What was used since. */
  public Spent end() throws IOException {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double others = Machine.busySeconds() - busyBefore;
    List<Spent.Part> parts = new ArrayList<>();
    for (var each : pids.entrySet()) {
      Usage now = Usage.of(each.getValue());
      double cpu =
          now.cpuSeconds() - Objects.requireNonNull(before.get(each.getKey())).cpuSeconds();
      others -= cpu;
      parts.add(new Spent.Part(each.getKey(), cpu, now.rssMib(), now.peakMib()));
    }
    return new Spent(seconds, parts, Math.max(0, others));
  }
}

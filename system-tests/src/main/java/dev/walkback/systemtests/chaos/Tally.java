package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.chaos.Inspection.Finding;
import dev.walkback.systemtests.chaos.Round.Takeover;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All rounds together, as a table. */
final class Tally {

  private final List<Finding> findings = new ArrayList<>();
  private final List<Takeover> takeovers = new ArrayList<>();

  void add(Round.Result result) {
    findings.addAll(result.findings());
    takeovers.addAll(result.takeovers());
  }

  boolean isClean() {
    return findings.stream().allMatch(Finding::isClean);
  }

  void print(PrintWriter out, List<Reaper.Kill> kills) {
    out.printf("%n  %-14s %-24s %5s%n  %s%n", "who", "died or hung", "times", "-".repeat(45));
    Map<String, Long> byPlace =
        kills.stream()
            .collect(
                Collectors.groupingBy(
                    kill -> "%-14s %-24s".formatted(kill.who(), kill.how()),
                    TreeMap::new,
                    Collectors.counting()));
    byPlace.forEach((place, times) -> out.printf("  %s %5d%n", place, times));
    out.printf(
        "%n  kills %d   rollbacks %d (healthy %d, handed to people %d)   lost %d   doubled %d   other violations %d%n",
        kills.size(),
        findings.size(),
        findings.stream().filter(Finding::healthy).count(),
        findings.stream().filter(finding -> !finding.healthy()).count(),
        findings.stream().mapToLong(finding -> finding.lost().size()).sum(),
        findings.stream().mapToLong(finding -> finding.doubled().size()).sum(),
        findings.stream().mapToLong(finding -> finding.broken().size()).sum());
    times(out);
  }

  /** Without an application that was live there is nothing to take over. */
  private void times(PrintWriter out) {
    out.printf(
        "%n  %-14s %7s %8s %8s %8s   from a death to the next audit record of each live application%n  %s%n",
        "takeover", "samples", "p50", "p99", "max", "-".repeat(49));
    Map<String, List<Duration>> byWho =
        takeovers.stream()
            .collect(
                Collectors.groupingBy(
                    Takeover::who,
                    TreeMap::new,
                    Collectors.mapping(Takeover::time, Collectors.toList())));
    byWho.forEach((who, found) -> {
      List<Duration> sorted = found.stream().sorted().toList();
      out.printf(
          "  %-14s %7d %8s %8s %8s%n",
          who, sorted.size(), seconds(sorted, 0.50), seconds(sorted, 0.99), seconds(sorted, 1.0));
    });
  }

  private static String seconds(List<Duration> sorted, double share) {
    int index = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
    return "%.1f s".formatted(sorted.get(index).toMillis() / 1000.0);
  }
}

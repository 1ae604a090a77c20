package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.chaos.Inspection.Finding;
import dev.walkback.systemtests.chaos.Round.Takeover;
import dev.walkback.systemtests.process.Service;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All rounds together, as a table. */
final class Tally {

  private final List<Finding> findings = new ArrayList<>();
  private final List<Takeover> takeovers = new ArrayList<>();

  private final List<String> aloud = new ArrayList<>();
  private List<String> letters = List.of();
  private int rounds;

  void add(Round.Result result) {
    rounds++;
    letters = result.letters(); // all since the first round
    findings.addAll(result.findings());
    aloud.addAll(result.aloud());
    takeovers.addAll(result.takeovers());
  }

  boolean isClean() {
    return letters.isEmpty() && aloud.isEmpty() && findings.stream().allMatch(Finding::isClean);
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
    List<String> missed = missed(kills);
    if (!missed.isEmpty()) {
      out.printf("%n  nobody died at: %s%n", String.join(", ", missed));
    }
    out.printf(
        "%n  rounds %d   kills %d   rollbacks %d (healthy %d, handed to people %d)   lost %d   doubled %d   said again after a restart at rest %d   other violations %d%n",
        rounds,
        kills.size(),
        findings.size(),
        findings.stream().filter(Finding::healthy).count(),
        findings.stream().filter(finding -> !finding.healthy()).count(),
        findings.stream().mapToLong(finding -> finding.lost().size()).sum(),
        findings.stream().mapToLong(finding -> finding.doubled().size()).sum(),
        aloud.size(),
        findings.stream().mapToLong(finding -> finding.broken().size()).sum() + letters.size());
    times(out);
  }

  /** The failpoints that these rounds say nothing about. */
  private static List<String> missed(List<Reaper.Kill> kills) {
    Set<String> met =
        kills.stream().map(kill -> kill.who() + " " + kill.how()).collect(Collectors.toSet());
    return Service.THE_FIVE.stream()
        .flatMap(service ->
            Fates.of(service).stream().map(point -> service.title() + " " + point.title()))
        .filter(place -> !met.contains(place))
        .toList();
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
      Times times = Times.of(found);
      out.printf(
          "  %-14s %7d %8s %8s %8s%n",
          who,
          found.size(),
          Times.seconds(times.p50()),
          Times.seconds(times.p99()),
          Times.seconds(times.max()));
    });
  }
}

package dev.walkback.systemtests.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** What a campaign came to, as a table. */
final class Summary {

  private final PrintStream out;
  private final boolean verbose;

  Summary(PrintStream out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  void print(Tally tally, Simulate.Options options, Duration took) {
    double seconds = Math.max(0.001, took.toMillis() / 1000.0);
    long struck = tally.faults().values().stream().mapToLong(Long::longValue).sum();
    out.printf("histories   %,12d  from seed %d%n", tally.histories(), options.seed());
    out.printf("steps       %,12d%n", tally.steps());
    out.printf("rollbacks   %,12d%n", tally.rollbacks());
    out.printf("faults      %,12d%n", struck);
    for (Map.Entry<String, Long> fault : tally.faults().entrySet()) {
      out.printf("  %,12d  %s%n", fault.getValue(), fault.getKey());
    }
    if (verbose) {
      out.println("moves");
      tally.coverage().moves().forEach((move, count) -> out.printf("  %,12d  %s%n", count, move));
      out.println("suppressed");
      tally
          .coverage()
          .suppressions()
          .forEach((reason, count) -> out.printf("  %,12d  %s%n", count, reason));
    }
    out.printf("violations  %,12d%n", tally.failures().size());
    tally
        .failures()
        .forEach(
            failure -> out.printf("  seed %d broke %s%n", failure.seed(), failure.invariant()));
    out.printf(
        "took        %,12.1f s, %,.0f histories per second on %d threads%n",
        seconds, tally.histories() / seconds, options.threads());
  }
}

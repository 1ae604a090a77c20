package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.report.Quantiles;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import java.util.Locale;
import java.util.Map;

/** What was measured, beside what other engines were measured to do. */
final class SagaTables {

  /** LittleHorse's, on two cores of 2026: what the goals are derived from. */
  private static final double PEER_RATE = 190;

  private SagaTables() {}

  static void print(Report report, Measured measured) {
    var table = new Table("ms, " + measured.name(), "n", "p50", "p90", "p99", "max");
    row(report, measured, table, "start -> end", measured.quantiles(Saga::toEnd));
    row(report, measured, table, "start -> first step", measured.quantiles(Saga::toFirstStep));
    row(report, measured, table, "start -> fourth step", measured.quantiles(Saga::toLastStep));
    report.table(
        "%s: %s rollbacks a second%s"
            .formatted(
                measured.name(),
                String.format(Locale.ROOT, "%.0f", measured.perSecond()),
                measured.unfinished() == 0
                    ? ""
                    : "; %d never ended".formatted(measured.unfinished())),
        table);
    report.figure(
        "rate",
        Map.of(
            "run", measured.name(),
            "perSecond", measured.perSecond(),
            "unfinished", measured.unfinished(),
            "timesLittleHorse", measured.perSecond() / PEER_RATE));
  }

  private static void row(
      Report report, Measured measured, Table table, String what, Quantiles quantiles) {
    table.row(what, quantiles.cells());
    report.figure("saga", quantiles, Map.of("run", measured.name(), "what", what));
  }

  static void comparison(Report report) {
    var table =
        new Table(
            "four durable no-op steps, two cores",
            "a second",
            "start -> end at 10/s p50/p99",
            "start -> first step p50/p99",
            "CPU s per 1000");
    table.row("LittleHorse 1.2.1 on Kafka", "190", "22 / 47", "7.5 / 20", "8.4");
    table.row("Restate 1.7.12, synced", "703-810", "17 / 24-26", "5.3 / 8.5", "2.4-2.8");
    table.row("DBOS on PostgreSQL, synced", "791", "7.9 / 16", "3.1 / 6.0", "2.1");
    table.row("DBOS on PostgreSQL, not synced", "1362", "4.7 / 8.2", "2.1 / 4.2", "1.4");
    report.table("Compared with (26 November 2026, two cores of an Intel Xeon, quiet)", table);
  }
}

package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.report.Quantiles;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as tables and figures. */
final class LatencyTables {

  private static final double GOAL_P50 = 1.5;
  private static final double GOAL_P99 = 2;

  private LatencyTables() {}

  /** The series that are measured together. */
  record Four(Series captured, Series bare, Series raw, Series rawExactlyOnce) {

    List<Series> all() {
      return List.of(captured, bare, raw, rawExactlyOnce);
    }

    /** No two of the product's one after the other. */
    List<Series> interleaved() {
      return List.of(captured, raw, bare, rawExactlyOnce);
    }

    List<Series> products() {
      return List.of(captured, bare);
    }
  }

  /** What nobody has done before in this process; the kind that comes at night. */
  static void printFirst(Report report, Sample first) {
    long nanos = first.between(Stage.SENT, Stage.PATCH);
    report.text(
        "The first rollback after the start: %.0f ms from the record to the accepted patch"
            .formatted(nanos / 1e6));
    report.figure("first", Quantiles.ofNanos(List.of(nanos)));
  }

  static void print(Report report, Four four) {
    var whole =
        new Table("ms, from sending the record", "n", "p50", "p90", "p99", "max", "missing");
    for (Series series : four.all()) {
      whole(report, whole, series, Stage.PATCH, "to the accepted patch");
    }
    for (Series series : List.of(four.raw(), four.rawExactlyOnce())) {
      whole(report, whole, series, Stage.EXECUTION, "to the last record's reader");
    }
    report.table("From the record to the accepted patch", whole);
    hops(report, four);
    goal(report, four);
  }

  private static void whole(Report report, Table table, Series series, Stage to, String what) {
    Quantiles q = series.between(Stage.SENT, to);
    String[] cells = q.cells();
    String missing = Integer.toString(series.sent() - q.count());
    table.row(
        series.name() + " " + what, cells[0], cells[1], cells[2], cells[3], cells[4], missing);
    report.figure(
        "whole",
        q,
        Map.of("series", series.name(), "to", to, "missing", series.sent() - q.count()));
  }

  private static void hops(Report report, Four four) {
    var table = new Table("ms", "evidence p50", "p90", "p99", "no evidence p50", "p90", "p99");
    Stage[] stages = Stage.values();
    for (int i = 1; i < stages.length; i++) {
      String hop = stages[i - 1].title() + " -> " + stages[i].title();
      Quantiles captured = four.captured().between(stages[i - 1], stages[i]);
      Quantiles bare = four.bare().between(stages[i - 1], stages[i]);
      table.row(
          hop,
          Quantiles.millis(captured.p50()),
          Quantiles.millis(captured.p90()),
          Quantiles.millis(captured.p99()),
          Quantiles.millis(bare.p50()),
          Quantiles.millis(bare.p90()),
          Quantiles.millis(bare.p99()));
      report.figure("hop", captured, Map.of("series", four.captured().name(), "hop", hop));
      report.figure("hop", bare, Map.of("series", four.bare().name(), "hop", hop));
    }
    report.table("Hop by hop, as a reader of the topics sees it", table);
  }

  private static void goal(Report report, Four four) {
    var table = new Table("times the raw chain", "p50 (goal 1.5)", "p99 (goal 2.0)", "reached");
    for (Series raw : List.of(four.raw(), four.rawExactlyOnce())) {
      for (Series product : four.products()) {
        Quantiles ours = product.between(Stage.SENT, Stage.PATCH);
        Quantiles theirs = raw.between(Stage.SENT, Stage.PATCH);
        double p50 = ours.p50() / theirs.p50();
        double p99 = ours.p99() / theirs.p99();
        boolean reached = p50 <= GOAL_P50 && p99 <= GOAL_P99;
        table.row(
            product.name() + " / " + raw.name(), ratio(p50), ratio(p99), reached ? "yes" : "no");
        report.figure(
            "ratio",
            Map.of("series", product.name(), "beside", raw.name(), "p50", p50, "p99", p99));
      }
    }
    report.table("Compared with raw Kafka clients in the same run, both to the patch", table);
  }

  static void printUndo(Report report, Series undone, String version) {
    Quantiles patch = undone.between(Stage.SENT, Stage.PATCH);
    Quantiles whole = undone.between(Stage.SENT, Stage.OUTCOME);
    var table = new Table("ms, from starting the process", "n", "p50", "p90", "p99", "max");
    table.row("kubectl rollout undo, to the accepted patch", patch.cells());
    table.row("kubectl rollout undo, to its end", whole.cells());
    report.table("Compared with kubectl (%s)".formatted(version), table);
    report.figure("kubectl", patch, Map.of("to", "patch", "version", version));
    report.figure("kubectl", whole, Map.of("to", "end", "version", version));
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

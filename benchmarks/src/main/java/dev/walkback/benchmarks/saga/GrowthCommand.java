package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.Bench;
import dev.walkback.benchmarks.process.BrokerProcess;
import dev.walkback.benchmarks.process.Usage;
import dev.walkback.benchmarks.report.Quantiles;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import dev.walkback.benchmarks.world.Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a decision's latency grows with the number of rollbacks that are live. */
@Command(
    name = "growth",
    description =
        "Latency of decisions while 10, 100, 1 000 and 10 000 rollbacks are live; it should stay"
            + " where it is.")
public final class GrowthCommand implements Callable<Integer> {

  private static final int AT_ONCE = 200;
  private static final long LOOK_MILLIS = 5;

  @Mixin private Bench bench = new Bench();
  @Mixin private Engine engine = new Engine();

  @Option(
      names = "--live",
      split = ",",
      defaultValue = "10,100,1000,10000",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Integer> live = List.of();

  @Option(names = "--rate", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
  private double rate = 10;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds = 20;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = bench.directory("growth");
    int applications = live.stream().mapToInt(Integer::intValue).max().orElse(0) + 1_000;
    try (Report report = bench.report("growth");
        var broker = BrokerProcess.start(directory);
        var orchestrator = engine.start(directory, broker.address());
        var load = new Load(new Clients(broker.address()), applications, engine.guarded())) {
      engine.describe(report, applications);
      report.text("Warming up ...");
      var loops =
          new Loops(
              load, Map.of("the orchestrator", orchestrator.pid(), "the broker", broker.pid()));
      loops.open(50, Duration.ofSeconds(10), Duration.ofSeconds(10));
      var table =
          new Table(
              "live rollbacks",
              "first step p50",
              "p90",
              "p99",
              "end p50",
              "p90",
              "p99",
              "orchestrator MiB");
      int grown = 0;
      for (int each : live) {
        grow(load, each - grown);
        grown = each;
        Measured measured = loops.open(rate, Duration.ofSeconds(5), Duration.ofSeconds(seconds));
        row(report, table, each, measured, Usage.of(orchestrator.pid()));
      }
      report.table(
          "Milliseconds, %.0f further rollbacks a second beside those that are live"
              .formatted(rate),
          table);
    }
    return 0;
  }

  /** Some at a time, each as far as its verification. */
  private static void grow(Load load, int more) throws InterruptedException {
    Deque<Saga> growing = new ArrayDeque<>();
    for (int i = 0; i < more; i++) {
      growing.add(load.startToStay());
      while (growing.size() >= AT_ONCE) {
        await(growing.removeFirst());
      }
    }
    for (Saga saga : growing) {
      await(saga);
    }
  }

  private static void await(Saga saga) throws InterruptedException {
    while (!saga.hasAllSteps()) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static void row(
      Report report, Table table, int live, Measured measured, Usage orchestrator) {
    Quantiles first = measured.quantiles(Saga::toFirstStep);
    Quantiles end = measured.quantiles(Saga::toEnd);
    String[] f = first.cells();
    String[] e = end.cells();
    String rss = String.format(Locale.ROOT, "%.0f", orchestrator.rssMib());
    table.row(Integer.toString(live), f[1], f[2], f[3], e[1], e[2], e[3], rss);
    report.figure("growth", first, Map.of("live", live, "what", "start -> first step"));
    report.figure(
        "growth",
        end,
        Map.of("live", live, "what", "start -> end", "rssMib", orchestrator.rssMib()));
  }
}

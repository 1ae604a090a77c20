package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.Bench;
import dev.walkback.benchmarks.process.BrokerProcess;
import dev.walkback.benchmarks.process.Costs;
import dev.walkback.benchmarks.process.Product;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.world.Cluster;
import dev.walkback.benchmarks.world.Shops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From an alert's record to the patch that the API server accepted. */
@Command(
    name = "latency",
    description =
        "From an alert's record to the accepted patch, per hop; beside a chain of raw Kafka clients"
            + " with as many hops and beside kubectl rollout undo.")
public final class LatencyCommand implements Callable<Integer> {

  private static final Duration BEFORE_REUSE = Duration.ofSeconds(10);
  private static final int UNDO_WARM_UPS = 3;

  @Mixin private Bench bench = new Bench();

  @Option(
      names = "--rate",
      defaultValue = "2.5",
      description =
          "Of each of the four series, per second; two of them are alerts. Default:"
              + " ${DEFAULT-VALUE}.")
  private double rate = 2.5;

  @Option(
      names = "--seconds",
      defaultValue = "120",
      description = "Measured. Default: ${DEFAULT-VALUE}.")
  private int seconds = 120;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds before, not counted. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 30;

  @Option(
      names = "--undos",
      defaultValue = "20",
      description = "How often kubectl is measured. Default: ${DEFAULT-VALUE}.")
  private int undos = 20;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = bench.directory("latency");
    try (Report report = bench.report("latency");
        var cluster = new Cluster();
        var broker = BrokerProcess.start(directory)) {
      int pool = (int) Math.ceil(rate * BEFORE_REUSE.toSeconds());
      var captured = new Shops(cluster, "captured", Math.max(pool, 20), "3s");
      var bare = new Shops(cluster, "bare", Math.max(pool, 20), "0s");
      report.text("Deploying %d applications ...".formatted(2 * captured.names().size()));
      captured.deploy();
      bare.deploy();
      captured.writePolicies(directory.resolve("policies"));
      bare.writePolicies(directory.resolve("policies"));
      Path kubeconfig = cluster.kubeconfig(directory);
      try (Product product =
              Product.start(
                  directory,
                  kubeconfig,
                  directory.resolve("policies"),
                  Optional.of(broker.address()));
          var run = new LatencyRun(cluster, broker.address())) {
        measure(
            report,
            run,
            List.of(captured, bare),
            Map.of("Walkback, all services", product.pid(), "the broker", broker.pid()));
        undo(report, run, captured, Kubectl.find(kubeconfig, directory));
      }
      settings(report, broker);
    }
    return 0;
  }

  private void measure(Report report, LatencyRun run, List<Shops> shops, Map<String, Long> pids)
      throws IOException, InterruptedException {
    report.text("Warming up ...");
    LatencyTables.printFirst(report, run.getToKnow(shops.get(0)));
    Sample _ = run.getToKnow(shops.get(1));
    var series =
        new LatencyTables.Four(
            run.product("Walkback, evidence first (the default)", shops.get(0)),
            run.product("Walkback, evidenceTimeBox: 0s", shops.get(1)),
            run.raw("raw chain, at least once", false),
            run.raw("raw chain, orchestrator's hops exactly once", true));
    report.text("Records on the way to the step, and so hops of the raw chains: " + run.sizes());
    report.text(
        "Measuring %d s at %.1f a second each, after %d s of the same ..."
            .formatted(seconds, rate, warmUp));
    Costs costs = Costs.begin(pids);
    new Timetable(
            series.interleaved(), rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
        .run();
    run.awaitArrivals(series.products());
    LatencyTables.print(report, series);
    costs
        .end()
        .report(report, "rollbacks", series.products().stream().mapToInt(Series::sent).sum());
  }

  private void undo(Report report, LatencyRun run, Shops shops, Optional<Kubectl> kubectl)
      throws IOException, InterruptedException {
    if (kubectl.isEmpty()) {
      report.text("");
      report.text("kubectl is not in the PATH, so nothing is compared with kubectl rollout undo.");
      return;
    }
    var undone =
        new Series("kubectl", shops::release, () -> undo(run, shops.next(), kubectl.get()));
    for (int i = -UNDO_WARM_UPS; i < undos; i++) {
      undone.prepare();
      Thread.sleep(Timetable.AHEAD);
      undone.send(i >= 0);
    }
    LatencyTables.printUndo(report, undone, kubectl.get().version());
  }

  /** Its end is marked as the outcome. */
  private static Sample undo(LatencyRun run, String application, Kubectl kubectl) {
    Sample sample = run.watch(application);
    sample.mark(Stage.SENT, System.nanoTime());
    try {
      kubectl.undo(application);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while kubectl ran", e);
    }
    sample.mark(Stage.OUTCOME, System.nanoTime());
    return sample;
  }

  private static void settings(Report report, BrokerProcess broker) throws InterruptedException {
    Map<String, String> settings = broker.settings();
    report.figure("broker", Map.of("flags", BrokerProcess.FLAGS, "settings", settings));
    report.text("");
    report.text(
        "Broker: a process of its own, %s; its settings are in the file"
            .formatted(String.join(" ", BrokerProcess.FLAGS)));
  }
}

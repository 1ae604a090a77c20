package dev.walkback.benchmarks.memory;

import dev.walkback.benchmarks.Bench;
import dev.walkback.benchmarks.process.Product;
import dev.walkback.benchmarks.process.Usage;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import dev.walkback.benchmarks.world.Alerts;
import dev.walkback.benchmarks.world.Cluster;
import dev.walkback.benchmarks.world.Shops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The resident memory of everything in one JVM, as the kernel counts it. */
@Command(
    name = "memory",
    description =
        "Resident memory of all five services, the gateway and the broker in one JVM, as ./walkback up starts it; beside the goal of 400 MB.")
public final class MemoryCommand implements Callable<Integer> {

  private static final double GOAL_MB = 400;
  private static final double MB_PER_MIB = 1.048576;
  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int APPLICATIONS = 20;

  @Mixin private Bench bench = new Bench();

  @Option(names = "--rollbacks", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
  private int rollbacks = 100;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = bench.directory("memory");
    try (Report report = bench.report("memory");
        var cluster = new Cluster()) {
      var shops = new Shops(cluster, "shop", APPLICATIONS, "3s");
      shops.deploy();
      shops.writePolicies(directory.resolve("policies"));
      try (Product product =
              Product.start(
                  directory,
                  cluster.kubeconfig(directory),
                  directory.resolve("policies"),
                  Optional.empty());
          var alerts = new Alerts(product.kafka())) {
        var table = new Table("one JVM, broker included", "resident MB", "peak MB", "goal MB");
        Thread.sleep(REST);
        row(report, table, "at rest after the start", product);
        for (int i = 0; i < rollbacks; i++) {
          shops.release();
          Thread.sleep(BETWEEN);
          alerts.raise(shops.next());
        }
        int ended = alerts.awaitEnds(rollbacks, PATIENCE);
        row(report, table, "after %d rollbacks".formatted(ended), product);
        Thread.sleep(REST);
        row(report, table, "and ten seconds of rest", product);
        report.table("Memory of ./walkback up", table);
      }
    }
    return 0;
  }

  private static void row(Report report, Table table, String when, Product product)
      throws IOException {
    Usage usage = Usage.of(product.pid());
    double resident = usage.rssMib() * MB_PER_MIB;
    double peak = usage.peakMib() * MB_PER_MIB;
    table.row(when, whole(resident), whole(peak), whole(GOAL_MB));
    report.figure(
        "memory", Map.of("when", when, "residentMb", resident, "peakMb", peak, "goalMb", GOAL_MB));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}

package dev.walkback.benchmarks.storm;

import dev.walkback.benchmarks.Bench;
import dev.walkback.benchmarks.process.BrokerProcess;
import dev.walkback.benchmarks.process.Costs;
import dev.walkback.benchmarks.process.Product;
import dev.walkback.benchmarks.report.Quantiles;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import dev.walkback.benchmarks.world.Clients;
import dev.walkback.benchmarks.world.Cluster;
import dev.walkback.benchmarks.world.Shops;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One hundred thousand alerts for a thousand applications, through all services. */
@Command(
    name = "storm",
    description =
        "100 000 alerts for 1 000 applications through all services: accepted a second, an"
            + " application's first patch after its first alert, rollbacks, lost.")
public final class StormCommand implements Callable<Integer> {

  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TELL = Duration.ofSeconds(30);

  private final Map<String, Long> firstAlert = new ConcurrentHashMap<>();
  private final Map<String, Long> firstPatch = new ConcurrentHashMap<>();

  @Mixin private Bench bench = new Bench();

  @Option(names = "--alerts", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
  private int alerts = 100_000;

  @Option(
      names = "--applications",
      defaultValue = "1000",
      description = "Default: ${DEFAULT-VALUE}.")
  private int applications = 1_000;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = bench.directory("storm");
    try (Report report = bench.report("storm");
        var cluster = new Cluster();
        var broker = BrokerProcess.start(directory)) {
      var shops = new Shops(cluster, "storm", applications, "3s", "15m");
      report.text(
          "Deploying %d applications, and releasing each badly ...".formatted(applications));
      shops.deploy();
      shops.writePolicies(directory.resolve("policies"));
      for (int i = 0; i < applications; i++) {
        shops.release();
      }
      cluster.sandbox().onWrite(write -> patched(write.verb(), write.path(), write.code()));
      try (Product product =
              Product.start(
                  directory,
                  cluster.kubeconfig(directory),
                  directory.resolve("policies"),
                  Optional.of(broker.address()));
          var ends = new Ends(broker.address())) {
        Costs costs =
            Costs.begin(
                Map.of("Walkback, all services", product.pid(), "the broker", broker.pid()));
        double sending = send(shops, broker.address());
        report.text(
            "All are on the topic after %.1f s; waiting for their ends ...".formatted(sending));
        double handling = sending + awaitEnds(report, ends);
        tell(report, ends, sending, handling);
        costs.end().report(report, "alerts", alerts);
      }
    }
    return 0;
  }

  private void patched(String verb, String path, int code) {
    if (verb.equals("PATCH") && code == 200) {
      firstPatch.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), System.nanoTime());
    }
  }

  /** As fast as the broker takes them; the seconds that it took. */
  private double send(Shops shops, String kafka) {
    long begun = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> producer = new Clients(kafka).producer(Map.of())) {
      for (int i = 0; i < alerts; i++) {
        String application = shops.names().get(i % applications);
        byte[] alert = Shops.alert(application, i);
        firstAlert.putIfAbsent(application, System.nanoTime());
        var _ = producer.send(new ProducerRecord<>(Topics.TRIGGERS.name(), alert));
      }
      producer.flush();
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Until each alert has ended, or nothing has come for a minute; the seconds that it took. */
  private double awaitEnds(Report report, Ends ends) {
    long begun = System.nanoTime();
    long last = begun;
    long told = begun;
    while (ends.count() < alerts && System.nanoTime() - last < QUIET.toNanos()) {
      if (ends.read(POLL)) {
        last = System.nanoTime();
      }
      if (System.nanoTime() - told > TELL.toNanos()) {
        told = System.nanoTime();
        report.text(
            "  %d of %d have ended, %d applications are patched"
                .formatted(ends.count(), alerts, firstPatch.size()));
      }
    }
    return (last - begun) / 1e9;
  }

  private void tell(Report report, Ends ends, double sending, double handling) {
    Quantiles patch =
        Quantiles.ofNanos(
            firstPatch.entrySet().stream()
                .filter(each -> firstAlert.containsKey(each.getKey()))
                .map(each ->
                    each.getValue() - firstAlert.getOrDefault(each.getKey(), each.getValue()))
                .toList());
    int lost = alerts - ends.count();
    var table = new Table("%d alerts for %d applications".formatted(alerts, applications), "");
    table.row("accepted by the broker, a second", whole(alerts / sending));
    table.row("brought to their ends, a second", whole(ends.count() / handling));
    table.row("first alert -> first patch, p50 s", seconds(patch.p50()));
    table.row("first alert -> first patch, p99 s", seconds(patch.p99()));
    table.row("applications patched", Integer.toString(patch.count()));
    ends.kinds().forEach((kind, count) -> table.row(kind, Integer.toString(count)));
    table.row("lost", Integer.toString(lost));
    table.row("ended twice", Integer.toString(ends.twice()));
    report.table("The storm", table);
    report.figure("first patch", patch);
    report.figure(
        "storm",
        Map.of(
            "alerts",
            alerts,
            "applications",
            applications,
            "acceptedPerSecond",
            alerts / sending,
            "endedPerSecond",
            ends.count() / handling,
            "lost",
            lost,
            "twice",
            ends.twice(),
            "kinds",
            ends.kinds()));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.2f", millis / 1_000);
  }
}

package dev.walkback.standalone;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicCatalogue;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Bulletin;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.text.Times;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Runs until the process is asked to end; then stops everything in order. */
final class Up {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration POLICY_LOOK = Duration.ofSeconds(3);

  private final Options options;
  private final PrintWriter out;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  /** What was asked for. */
  record Options(
      Optional<Path> kubeconfig,
      Optional<String> context,
      Path policies,
      Optional<String> kafka,
      Optional<Path> kafkaProperties,
      int kafkaPort,
      Path data,
      int httpPort,
      int partitions) {}

  Up(Options options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
    try {
      if (options.kafka().isPresent()) {
        Connection connection =
            Connection.resolve(
                options.kafka(), options.kafkaProperties(), Map.of(), Standalone.home());
        try (var catalogue = TopicCatalogue.open(connection)) {
          catalogue.create(options.partitions(), Optional.empty());
        }
        serve(connection, CompletableFuture.completedFuture(true));
      } else {
        embedded();
      }
    } finally {
      stopped.countDown();
    }
  }

  private void embedded() throws IOException, InterruptedException {
    Path kafka = options.data().resolve("kafka");
    try (var broker = Broker.start(kafka, options.kafkaPort(), options.partitions())) {
      Path address = Connection.addressFile(Standalone.home());
      try {
        broker.ready().join();
        Files.createDirectories(address.getParent());
        Files.writeString(address, broker.address() + "\n");
        serve(broker.connection(), broker.ready());
      } finally {
        Files.deleteIfExists(address);
      }
    }
  }

  private void serve(Connection connection, CompletableFuture<?> broker)
      throws InterruptedException {
    Instant start = Instant.now();
    var policies = new PolicyWatch(options.policies(), connection, this::say);
    policies.publish();
    try (var services = Services.start(settings(connection), broker)) {
      banner(connection, services, policies, start);
      follow(connection, policies);
      say("stopping");
    }
  }

  private void banner(Connection connection, Services services, PolicyWatch policies, Instant start)
      throws InterruptedException {
    Map<String, String> missing = services.awaitReady();
    String http = "http://127.0.0.1:" + services.httpPort();
    say("");
    say(
        "Walkback is %s (%s): detector, orchestrator, executor, verifier, notifier, gateway"
            .formatted(
                missing.isEmpty() ? "up" : "up, but NOT ready",
                Times.length(Duration.between(start, Instant.now()))));
    say("  policies  " + policies.published().size() + " from " + options.policies());
    say("  alerts    POST " + http + "/webhooks/alertmanager, or the topic walkback.triggers");
    say("  kafka     " + connection.servers());
    say("  health    " + http + "/actuator/health, metrics " + http + "/actuator/prometheus");
    say("  log       " + Standalone.logFile());
    missing.forEach((what, problem) -> say("  NOT READY %s: %s".formatted(what, problem)));
    say("  Ctrl-C stops it.");
    say("");
  }

  private void follow(Connection connection, PolicyWatch policies) {
    var bulletin =
        new Bulletin(LiveView.on(Terminal.detect(out, System.getenv())), ZoneId.systemDefault());
    long nextLook = System.nanoTime() + POLICY_LOOK.toNanos();
    try (var audit = TopicSource.open(connection, Topics.AUDIT, Optional.empty())) {
      audit.skipToEnd();
      while (!stopping) {
        for (TopicSource.Line line : audit.poll(POLL)) {
          line.data(AuditRecord.class).ifPresent(bulletin::tell);
        }
        if (System.nanoTime() > nextLook) {
          policies.look();
          nextLook = System.nanoTime() + POLICY_LOOK.toNanos();
        }
      }
    }
  }

  private Map<String, String> settings(Connection connection) {
    Map<String, String> settings = new HashMap<>();
    settings.put("server.port", Integer.toString(options.httpPort()));
    settings.put("walkback.kafka.bootstrap-servers", connection.servers());
    connection
        .properties()
        .forEach((name, value) -> settings.put("walkback.kafka.properties." + name, value));
    settings.put(
        "walkback.kafka.properties.state.dir", options.data().resolve("streams").toString());
    settings.put("walkback.topics.partitions", Integer.toString(options.partitions()));
    settings.put(
        "walkback.executor.evidence-directory", options.data().resolve("evidence").toString());
    options
        .kubeconfig()
        .ifPresent(file -> settings.put("walkback.kubernetes.kubeconfig", file.toString()));
    options.context().ifPresent(name -> settings.put("walkback.kubernetes.context", name));
    return settings;
  }

  private void stop() {
    stopping = true;
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}

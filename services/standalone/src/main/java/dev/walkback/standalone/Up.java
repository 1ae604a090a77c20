package dev.walkback.standalone;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicCatalogue;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Bulletin;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.text.Counts;
import dev.walkback.cli.text.Times;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
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
  private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
  private static final Duration READY_WITHIN = Duration.ofSeconds(10);

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
      var policies = PolicyWatch.of(options.policies(), this::say);
      if (options.kafka().isPresent()) {
        Connection connection =
            Connection.resolve(
                options.kafka(), options.kafkaProperties(), Map.of(), Standalone.home());
        try (var catalogue = TopicCatalogue.open(connection)) {
          catalogue.create(options.partitions(), Optional.empty());
        }
        starting(policies, "Kafka at " + connection.servers());
        serve(connection, CompletableFuture.completedFuture(true), policies);
      } else {
        embedded(policies);
      }
    } finally {
      stopped.countDown();
    }
  }

  private void embedded(PolicyWatch policies) throws IOException, InterruptedException {
    Path kafka = options.data().resolve("kafka");
    starting(policies, "a Kafka broker (data in %s)".formatted(kafka));
    try (var broker = Broker.start(kafka, options.kafkaPort(), options.partitions())) {
      var announcement =
          new Announcement(Connection.addressFile(Standalone.home()), broker.address());
      try {
        serve(broker.connection(), broker.ready().thenAccept(_ -> announcement.make()), policies);
      } finally {
        announcement.withdraw();
      }
    }
  }

  private void starting(PolicyWatch policies, String kafka) {
    say(
        "Starting all services with %s from %s and %s ..."
            .formatted(Counts.of(policies.size(), "policy"), options.policies(), kafka));
  }

  private void serve(Connection connection, CompletableFuture<?> broker, PolicyWatch policies)
      throws InterruptedException {
    Instant start = Instant.now();
    try (var services = Services.start(settings(connection), broker)) {
      policies.publish(connection);
      boolean ready = services.awaitReady(READY_WITHIN).isEmpty();
      String headline =
          "Walkback is %s (%s)"
              .formatted(
                  ready ? "up" : "up, but NOT ready",
                  Times.length(Duration.between(start, Instant.now())));
      banner(connection, services, headline);
      follow(connection, policies, new ReadinessWatch(services::problems, this::say));
      say("stopping");
    }
  }

  private void banner(Connection connection, Services services, String headline) {
    String http = "http://127.0.0.1:" + services.httpPort();
    say("");
    say(headline + ": detector, orchestrator, executor, verifier, notifier, gateway");
    say("  alerts    POST " + http + "/webhooks/alertmanager, or the topic walkback.triggers");
    say("  kafka     " + connection.servers());
    say("  health    " + http + "/actuator/health, metrics " + http + "/actuator/prometheus");
    say("  log       " + Standalone.logFile());
    say("  Ctrl-C stops it.");
    say("");
  }

  private void follow(Connection connection, PolicyWatch policies, ReadinessWatch readiness) {
    var bulletin =
        new Bulletin(LiveView.on(Terminal.detect(out, System.getenv())), ZoneId.systemDefault());
    readiness.look();
    long nextLook = System.nanoTime() + LOOK_EVERY.toNanos();
    try (var audit = TopicSource.open(connection, Topics.AUDIT, Optional.empty())) {
      audit.skipToEnd();
      while (!stopping) {
        for (TopicSource.Line line : audit.poll(POLL)) {
          line.data(AuditRecord.class).ifPresent(bulletin::tell);
        }
        if (System.nanoTime() > nextLook) {
          policies.look(connection);
          readiness.look();
          nextLook = System.nanoTime() + LOOK_EVERY.toNanos();
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

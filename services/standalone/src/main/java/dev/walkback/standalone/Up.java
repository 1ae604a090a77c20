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
  private static final Duration LOOK = Duration.ofSeconds(3);

  /** Only what takes longer to become ready is worth a word. */
  private static final Duration SILENCE = Duration.ofSeconds(8);

  private final Options options;
  private final PrintWriter out;
  private final PolicyWatch watch;
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
    watch = new PolicyWatch(options.policies(), this::say);
  }

  void run() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
    try {
      int policies = watch.check().size();
      if (options.kafka().isPresent()) {
        onYourKafka(policies);
      } else {
        onAnEmbeddedBroker(policies);
      }
    } finally {
      stopped.countDown();
    }
  }

  private void onYourKafka(int policies) throws InterruptedException {
    Connection connection =
        Connection.resolve(options.kafka(), options.kafkaProperties(), Map.of(), Standalone.home());
    try (var catalogue = TopicCatalogue.open(connection)) {
      catalogue.create(options.partitions(), Optional.empty());
    }
    starting(policies, "Kafka at " + connection.servers());
    serve(connection, CompletableFuture.completedFuture(connection));
  }

  private void onAnEmbeddedBroker(int policies) throws IOException, InterruptedException {
    Path kafka = options.data().resolve("kafka");
    starting(policies, "a Kafka broker (data in %s)".formatted(kafka));
    try (var broker = Broker.start(kafka, options.kafkaPort(), options.partitions())) {
      var announcement =
          new Announcement(Connection.addressFile(Standalone.home()), broker.address());
      try {
        serve(broker.connection(), broker.ready().thenAccept(_ -> announcement.make()));
      } finally {
        announcement.withdraw();
      }
    }
  }

  private void starting(int policies, String kafka) {
    say(
        "Starting all services with %s from %s and %s ..."
            .formatted(Counts.of(policies, "policy"), options.policies(), kafka));
  }

  private void serve(Connection connection, CompletableFuture<?> broker)
      throws InterruptedException {
    Instant start = Instant.now();
    try (var services = Services.start(settings(connection), broker)) {
      watch.publish(connection);
      var readiness = new ReadinessWatch(services::problems, this::say);
      services.awaitReady(SILENCE);
      boolean ready = readiness.look() || services.awaitReady().isEmpty();
      banner(connection, services, ready, Duration.between(start, Instant.now()));
      follow(connection, readiness);
      say("stopping");
    }
  }

  private void banner(Connection connection, Services services, boolean ready, Duration took) {
    String http = "http://127.0.0.1:" + services.httpPort();
    say("");
    say(
        "Walkback is %s (%s): detector, orchestrator, executor, verifier, notifier, gateway"
            .formatted(ready ? "up" : "up, but NOT READY as said above", Times.length(took)));
    say("  alerts    POST " + http + "/webhooks/alertmanager, or the topic walkback.triggers");
    say("  kafka     " + connection.servers());
    say("  health    " + http + "/actuator/health, metrics " + http + "/actuator/prometheus");
    say("  log       " + Standalone.logFile());
    say("  Ctrl-C stops it.");
    say("");
  }

  private void follow(Connection connection, ReadinessWatch readiness) {
    var bulletin =
        new Bulletin(LiveView.on(Terminal.detect(out, System.getenv())), ZoneId.systemDefault());
    long nextLook = System.nanoTime() + LOOK.toNanos();
    try (var audit = TopicSource.open(connection, Topics.AUDIT, Optional.empty())) {
      audit.skipToEnd();
      while (!stopping) {
        for (TopicSource.Line line : audit.poll(POLL)) {
          line.data(AuditRecord.class).ifPresent(bulletin::tell);
        }
        if (System.nanoTime() > nextLook) {
          watch.look(connection);
          readiness.look();
          nextLook = System.nanoTime() + LOOK.toNanos();
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

package dev.walkback.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.TraceParent;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.LedgerEntry.ReleasesObserved;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What an operator sees of a rollback besides the audit, after one of each kind of thing. */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityIT {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
  private static final Pattern SAMPLE = Pattern.compile("(walkback_\\w+?)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern ROW = Pattern.compile("\\| `(walkback_\\w+)` \\|([^|]*)\\|.*");

  @TempDir static Path evidence;
  private final Shop shop = Shop.of(WorkloadKind.DEPLOYMENT, "observed", "backend");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Sandbox cluster;
  private AllServices services;
  private KafkaFixture kafka;

  @BeforeAll
  void live(KafkaFixture fixture) throws Exception {
    kafka = fixture;
    var logger = (Logger) LoggerFactory.getLogger("dev.walkback");
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    log.start();
    cluster = Sandbox.start(SandboxOptions.quick());
    services =
        AllServices.start(
            kafka.bootstrapServers(),
            Map.of("walkback.kubernetes.master-url", cluster.url()),
            evidence,
            3);
    try (RecordWriter writer = kafka.writer()) {
      writer.write(Topics.POLICIES, shop.policy(Duration.ofSeconds(1)));
      cluster.apply(shop.service());
      cluster.apply(shop.manifest("v1", Map.of()));
      await("v1 serves", "\"ready\":true");
      var audit = new Audit(kafka.bootstrapServers());
      // So that what is told of v1 always stands before what is told of the rollback.
      Awaitility.await("v1 was seen")
          .atMost(LONG)
          .until(() -> audit.has(shop.application(), ReleasesObserved.class));
      cluster.apply(shop.manifest("v2", Map.of("CRASH", "yes")));
      await("a pod of v2", "\"v2\"");
      post(shop.webhook(Instant.now(), "o1"));
      assertThat(audit.awaitEnd(shop.application(), LONG))
          .isInstanceOf(AuditEntry.RollbackSucceeded.class);
      var command = shop.rollBack("once more");
      writer.write(Topics.COMMANDS, command);
      writer.write(Topics.COMMANDS, command);
    }
    Awaitility.await("the repeated command was ignored")
        .atMost(LONG)
        .until(() -> scrape().contains("walkback_orchestrator_ignored_total{"));
    Awaitility.await("everything is told")
        .atMost(LONG)
        .until(() -> scrape().contains("walkback_notifier_messages_total{"));
  }

  @AfterAll
  void stop() {
    services.close();
    cluster.close();
    var logger = (Logger) LoggerFactory.getLogger("dev.walkback");
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void every_metric_is_documented_with_its_labels_and_every_row_of_the_document_is_there()
      throws Exception {
    assertThat(scraped()).isEqualTo(documented());
  }

  @Test
  void the_outcome_the_phases_the_lag_and_the_dead_letters_are_measured() throws Exception {
    assertThat(scrape())
        .contains(
            "walkback_rollbacks_total{outcome=\"healthy\"} 1.0",
            "walkback_rollback_phase_seconds_count{phase=\"soaking\"} 1",
            "walkback_dead_letters_total{topic=\"walkback.triggers\"}");
    for (String loop : List.of("detector", "orchestrator", "executor", "verifier", "notifier")) {
      assertThat(scrape()).contains("walkback_loop_lag{loop=\"%s\"}".formatted(loop));
    }
  }

  @Test
  void all_that_a_trigger_leads_to_is_one_trace() {
    List<Topic> way =
        List.of(
            Topics.EXECUTIONS,
            Topics.EXECUTION_OUTCOMES,
            Topics.VERIFICATIONS,
            Topics.VERIFICATION_OUTCOMES);
    String rollback = firstRollback();
    String trace = firstTrace(Topics.SUSPICIONS, ObservabilityIT::isSuspicion);

    assertThat(way).allSatisfy(topic -> assertThat(firstTrace(topic, rollback)).isEqualTo(trace));
    assertThat(firstTrace(Topics.AUDIT, rollback)).isEqualTo(trace);
    assertThat(firstTrace(Topics.STATUS, rollback)).isEqualTo(trace);
  }

  @Test
  void whoever_acts_says_so_with_the_id_of_the_rollback() {
    String rollback = firstRollback();

    synchronized (log) {
      assertThat(
              log.list.stream()
                  .filter(line -> line.getFormattedMessage().contains("rollback=" + rollback))
                  .map(line -> line.getLoggerName().split("\\.", 4)[2])
                  .collect(Collectors.toSet()))
          .contains("orchestrator", "executor", "verifier");
    }
  }

  private String firstRollback() {
    return new Audit(kafka.bootstrapServers())
        .of(shop.application()).stream()
            .flatMap(record -> record.rollback().stream())
            .findFirst()
            .orElseThrow()
            .toString();
  }

  private static boolean isSuspicion(ConsumerRecord<String, byte[]> each) {
    return new String(each.headers().lastHeader("ce_type").value(), UTF_8)
        .startsWith("dev.walkback.suspicion.");
  }

  private String firstTrace(Topic topic, String rollback) {
    return firstTrace(topic, each -> new String(each.value(), UTF_8).contains(rollback));
  }

  private String firstTrace(Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    ApplicationId application = shop.application();
    try (TopicReader reader = kafka.reader(topic.name())) {
      var first =
          reader.awaitFirst(
              each -> application.toString().equals(each.key()) && wanted.test(each),
              "something of " + application);
      return TraceParent.parse(new String(first.headers().lastHeader("traceparent").value(), UTF_8))
          .orElseThrow()
          .traceId();
    }
  }

  private Map<String, Set<String>> scraped() throws Exception {
    Map<String, Set<String>> found = new TreeMap<>();
    scrape()
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(sample ->
            found
                .computeIfAbsent(family(sample.group(1)), _ -> new TreeSet<>())
                .addAll(labels(sample.group(2))));
    return found;
  }

  private static String family(String sample) {
    return sample.replaceFirst("_seconds_(?:bucket|count|sum|max)$", "_seconds");
  }

  private static Set<String> labels(String text) {
    return text == null
        ? Set.of()
        : LABEL
            .matcher(text)
            .results()
            .map(label -> label.group(1))
            .filter(label -> !label.equals("le"))
            .collect(Collectors.toSet());
  }

  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> rows = new TreeMap<>();
    Files.readAllLines(DOCUMENT).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row ->
            rows.put(
                row.group(1),
                Pattern.compile("`(\\w+)`")
                    .matcher(row.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .collect(Collectors.toCollection(TreeSet::new))));
    return rows;
  }

  private String scrape() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(uri("/actuator/prometheus")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private void post(String webhook) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/webhooks/alertmanager"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(webhook))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(services.port(), path));
  }

  private void await(String what, String text) {
    Awaitility.await(what)
        .atMost(LONG)
        .until(() -> cluster.list("Pod", "observed").toString().contains(text));
  }
}

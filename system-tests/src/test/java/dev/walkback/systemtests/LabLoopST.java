package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.WithKafka;
import dev.walkback.testsupport.slack.SlackMessage;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of it on a real cluster: the real Prometheus sees a bad release, the real Alertmanager
 * calls the webhook, Walkback walks it back, with the rights of {@code deploy/kubernetes} and no
 * others. What was done to the cluster is counted by the API server.
 */
@Tag("lab")
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabLoopST {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration SOAK = Duration.ofSeconds(5);
  private static final Map<String, String> CRASHING = Map.of("CRASH", "yes");

  @TempDir static Path evidence;
  @TempDir static Path credentials;
  private final String run = "loop-" + Long.toString(Instant.now().getEpochSecond(), 36);
  private final List<LabShop> shops = new ArrayList<>();
  private final Map<String, List<String>> writes = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private ServicesApart services;
  private SlackStandIn slack;
  private Audit audit;
  private RecordWriter writer;

  @BeforeAll
  void start(KafkaFixture kafka) {
    slack = SlackStandIn.start();
    Lab.installAccounts();
    services =
        ServicesApart.start(
            Map.of(
                "walkback.kafka.bootstrap-servers", kafka.bootstrapServers(),
                "walkback.topics.partitions", "3",
                "walkback.executor.evidence-directory", evidence.toString(),
                "walkback.notifier.slack.token", SlackStandIn.TOKEN,
                "walkback.notifier.slack.api-url", slack.apiUrl().toString()),
            credentials);
    audit = new Audit(kafka.bootstrapServers());
    writer = kafka.writer();
    writer.write(Topics.POLICIES, Shop.fleetWithoutLimits());
    Lab.monitor(webhook().toString());
  }

  @AfterEach
  void removeApplications() {
    shops.forEach(LabShop::close);
    shops.clear();
  }

  /** Long after the last of them ended, still nothing more was written. */
  @AfterAll
  void stop() {
    services.close();
    writer.close();
    slack.close();
    http.close();
    writes.forEach((namespace, seen) -> assertThat(writesIn(namespace)).isEqualTo(seen));
  }

  @Test
  void a_crash_looping_release_seen_by_prometheus_is_walked_back() throws IOException {
    LabShop lab = deployed(WorkloadKind.DEPLOYMENT, "backend");
    String good = lab.template();

    lab.release("v2", CRASHING);

    assertWalkedBackTo(lab, good, 2, "patch deployments/backend");
    assertThat(bundles(lab)).isEqualTo(1);
    assertThat(threadThatSays(lab, "ROLLBACK COMPLETED").rendered())
        .contains(lab.shop().application().toString());
  }

  @Test
  void a_stateful_set_wedged_on_a_broken_pod_is_walked_back() {
    LabShop lab = deployed(WorkloadKind.STATEFUL_SET, "ledger");
    String good = lab.template();

    lab.release("v2", CRASHING);

    assertWalkedBackTo(lab, good, 2, "patch statefulsets/ledger", "delete pods/ledger-1");
  }

  @Test
  void a_daemon_set_is_walked_back() {
    LabShop lab = deployed(WorkloadKind.DAEMON_SET, "agent");
    String good = lab.template();

    lab.release("v2", CRASHING);

    assertWalkedBackTo(lab, good, 1, "patch daemonsets/agent");
  }

  @Test
  void an_operator_rolls_back_by_a_command() {
    LabShop lab = deployed(WorkloadKind.DEPLOYMENT, "checkout");
    String good = lab.template();
    lab.releaseWell("v2", Map.of());

    writer.write(Topics.COMMANDS, lab.shop().rollBack("v2 loses orders"));

    assertWalkedBackTo(lab, good, 2, "patch deployments/checkout");
  }

  @Test
  void an_alert_with_no_release_behind_it_touches_nothing() {
    LabShop lab = created(WorkloadKind.DEPLOYMENT, "quiet");
    lab.releaseWell("v1", Map.of("ERROR_RATE", "0.3"));
    writer.write(Topics.POLICIES, lab.shop().policy(SOAK, Duration.ofSeconds(1)));
    String before = lab.written();

    try (var _ = Lab.visitors(lab.shop())) {
      assertThat(audit.awaitEnd(lab.shop().application(), LONG))
          .isInstanceOfSatisfying(
              AuditEntry.TriggerSuppressed.class,
              suppressed -> {
                assertThat(suppressed.reason()).isEqualTo(Suppression.NOTHING_RELEASED);
                assertThat(suppressed.trigger().name()).isEqualTo("HighErrorRate");
              });
    }

    assertThat(lab.written()).isEqualTo(before);
    assertWritten(lab);
    assertThat(threadThatSays(lab, "NOTHING WAS ROLLED BACK").text()).contains("WITHOUT A RELEASE");
  }

  @Test
  void a_thousand_copies_of_one_alert_are_one_rollback() throws Exception {
    LabShop lab = deployed(WorkloadKind.DEPLOYMENT, "storm");
    String good = lab.template();
    lab.release("v2", Map.of("ERROR_RATE", "1"));
    String alert = lab.shop().webhook(Instant.now(), "storm1");

    for (int i = 0; i < 1_000; i++) {
      assertThat(post(alert)).isEqualTo(200);
    }

    assertWalkedBackTo(lab, good, 2, "patch deployments/storm");
  }

  /** With v1, which serves. */
  private LabShop deployed(WorkloadKind kind, String name) {
    LabShop lab = created(kind, name);
    writer.write(Topics.POLICIES, lab.shop().policy(SOAK));
    lab.releaseWell("v1", Map.of());
    return lab;
  }

  private LabShop created(WorkloadKind kind, String name) {
    LabShop lab = LabShop.create(kind, run + "-" + name, name);
    shops.add(lab);
    return lab;
  }

  private void assertWalkedBackTo(LabShop lab, String good, int pods, String... expected) {
    assertThat(audit.awaitEnd(lab.shop().application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(lab.template()).isEqualTo(good);
    lab.awaitRollout();
    assertThat(lab.readiness()).hasSize(pods).containsOnly("True");
    assertThat(audit.ends(lab.shop().application())).hasSize(1);
    assertWritten(lab, expected);
  }

  private void assertWritten(LabShop lab, String... expected) {
    assertThat(writesIn(lab.namespace())).containsExactly(expected);
    assertThat(Lab.AUDIT.writesIn(lab.namespace()))
        .extracting(ApiAudit.Write::by)
        .allMatch("walkback-executor"::equals);
    writes.put(lab.namespace(), List.of(expected));
  }

  private static List<String> writesIn(String namespace) {
    return Lab.AUDIT.writesIn(namespace).stream().map(ApiAudit.Write::what).toList();
  }

  /** The only thread about the application, once it says so. */
  private SlackMessage threadThatSays(LabShop lab, String text) {
    List<SlackMessage> threads =
        Awaitility.await("the end in Slack")
            .atMost(LONG)
            .until(() -> threads(lab), found -> found.toString().contains(text));
    assertThat(threads).hasSize(1);
    return threads.getFirst();
  }

  private List<SlackMessage> threads(LabShop lab) {
    return slack.messages("#incidents").stream()
        .filter(message -> message.rendered().contains(lab.shop().application().toString()))
        .toList();
  }

  private URI webhook() {
    return URI.create(
        "http://127.0.0.1:%d/webhooks/alertmanager".formatted(services.gatewayPort()));
  }

  private int post(String alert) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(alert))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Complete bundles of evidence about the application. */
  private long bundles(LabShop lab) throws IOException {
    try (Stream<Path> files = Files.walk(evidence.resolve(lab.namespace()))) {
      return files.filter(file -> file.endsWith("index.json")).count();
    }
  }
}

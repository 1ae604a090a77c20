package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.WithKafka;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of it on a real cluster: the real Prometheus sees a bad release, the real Alertmanager
 * calls the webhook, Walkback walks it back. What was done to the cluster is counted by the API
 * server.
 */
@Tag("lab")
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabLoopST {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration SOAK = Duration.ofSeconds(5);
  private static final int PORT = 18_090;

  @TempDir static Path evidence;
  private final String namespace = "system-" + Long.toString(Instant.now().getEpochSecond(), 36);
  private AllServices services;
  private SlackStandIn slack;
  private Audit audit;
  private RecordWriter writer;

  @BeforeAll
  void start(KafkaFixture kafka) {
    slack = SlackStandIn.start().addChannel("C1", "incidents");
    services =
        AllServices.start(
            kafka.bootstrapServers(),
            Map.of(
                "walkback.kubernetes.kubeconfig", Lab.kubeconfig().toString(),
                "walkback.notifier.slack.token", SlackStandIn.TOKEN,
                "walkback.notifier.slack.api-url", slack.apiUrl().toString(),
                "server.port", Integer.toString(PORT)),
            evidence,
            3);
    audit = new Audit(kafka.bootstrapServers());
    writer = kafka.writer();
    Lab.kubectl("create", "namespace", namespace);
    Lab.monitor("http://127.0.0.1:%d/webhooks/alertmanager".formatted(PORT));
  }

  @AfterAll
  void stop() {
    Lab.kubectl("delete", "namespace", namespace, "--wait=false");
    services.close();
    writer.close();
    slack.close();
  }

  @Test
  void a_crash_looping_release_seen_by_prometheus_is_walked_back() throws IOException {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "backend");
    String good = template(shop);

    Lab.apply(shop.manifest("v2", Map.of("CRASH", "yes")));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(template(shop)).isEqualTo(good);
    assertThat(
            Lab.kubectl(
                "-n", namespace, "rollout", "status", "deployment/backend", "--timeout=30s"))
        .contains("successfully rolled out");
    assertThat(Lab.writes("patch", "deployments", namespace, "backend")).isEqualTo(1);
    assertThat(
            audit.finals(shop.application()).stream()
                .filter(line -> line.entry() instanceof AuditEntry.RollbackSucceeded))
        .hasSize(1);
    assertThat(bundles()).isPositive();
    Awaitility.await("the end in Slack")
        .atMost(LONG)
        .until(() -> slack.renderText().contains("backend"));
    assertThat(
            slack.messages("C1").stream().filter(message -> message.toString().contains("backend")))
        .isNotEmpty();
  }

  @Test
  void a_stateful_set_wedged_on_a_broken_pod_is_walked_back() {
    Shop shop = deployed(WorkloadKind.STATEFUL_SET, "ledger");
    String good = template(shop);

    Lab.apply(shop.manifest("v2", Map.of("CRASH", "yes")));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(template(shop)).isEqualTo(good);
    assertThat(Lab.writes("patch", "statefulsets", namespace, "ledger")).isEqualTo(1);
  }

  @Test
  void a_daemon_set_is_walked_back() {
    Shop shop = deployed(WorkloadKind.DAEMON_SET, "agent");
    String good = template(shop);

    Lab.apply(shop.manifest("v2", Map.of("CRASH", "yes")));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(template(shop)).isEqualTo(good);
    assertThat(Lab.writes("patch", "daemonsets", namespace, "agent")).isEqualTo(1);
  }

  @Test
  void an_operator_rolls_back_by_a_command() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "checkout");
    String good = template(shop);
    Lab.apply(shop.manifest("v2", Map.of()));
    Lab.kubectl("-n", namespace, "rollout", "status", "deployment/checkout", "--timeout=90s");

    writer.write(Topics.COMMANDS, shop.rollBack("v2 loses orders"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(template(shop)).isEqualTo(good);
    assertThat(Lab.writes("patch", "deployments", namespace, "checkout")).isEqualTo(1);
  }

  @Test
  void an_alert_with_no_release_behind_it_touches_nothing() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "quiet");
    writer.write(Topics.POLICIES, shop.policy(SOAK, Duration.ofSeconds(1)));
    Instant released = Instant.now();
    Awaitility.await("the release to lie outside of the window")
        .until(() -> Instant.now().isAfter(released.plusSeconds(4)));

    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "quiet1"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.TriggerSuppressed.class);
    assertThat(Lab.writes("patch", "deployments", namespace, "quiet")).isZero();
  }

  @Test
  void a_thousand_copies_of_one_alert_are_one_rollback() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "storm");
    Lab.apply(shop.manifest("v2", Map.of("ERROR_RATE", "1")));
    String webhook = shop.webhook(Instant.now(), "storm1");

    for (int i = 0; i < 1_000; i++) {
      writer.write(Topics.TRIGGERS.name(), null, webhook);
    }

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(Lab.writes("patch", "deployments", namespace, "storm")).isEqualTo(1);
  }

  private Shop deployed(WorkloadKind kind, String name) {
    Shop shop = Shop.of(kind, namespace, name);
    writer.write(Topics.POLICIES, shop.policy(SOAK));
    Lab.apply(shop.service());
    Lab.apply(shop.manifest("v1", Map.of()));
    Lab.kubectl(
        "-n",
        namespace,
        "rollout",
        "status",
        kind.kubernetesName().toLowerCase(Locale.ROOT) + "/" + name,
        "--timeout=120s");
    return shop;
  }

  private String template(Shop shop) {
    return Lab.kubectl(
        "-n",
        namespace,
        "get",
        shop.workload().kind().kubernetesName(),
        shop.workload().name(),
        "-o",
        "jsonpath={.spec.template}");
  }

  private long bundles() throws IOException {
    try (Stream<Path> files = Files.walk(evidence)) {
      return files.filter(file -> file.getFileName().toString().equals("index.json")).count();
    }
  }
}

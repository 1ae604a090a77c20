package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import dev.walkback.sandbox.http.LoggedWrite;
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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the alert to the proof, through all services, on a real broker and the sandbox's cluster.
 */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeLoopIT {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration SOAK = Duration.ofSeconds(2);

  @TempDir static Path evidence;
  private SandboxShops shops;
  private AllServices services;
  private Audit audit;
  private RecordWriter writer;

  @BeforeAll
  void start(KafkaFixture kafka) {
    shops = SandboxShops.start();
    services =
        AllServices.start(
            kafka.bootstrapServers(),
            Map.of("walkback.kubernetes.master-url", shops.cluster().url()),
            evidence,
            3);
    audit = new Audit(kafka.bootstrapServers());
    writer = kafka.writer();
    writer.write(Topics.POLICIES, Shop.fleetWithoutLimits());
  }

  @AfterAll
  void stop() {
    services.close();
    writer.close();
    shops.close();
  }

  @Test
  void a_crash_looping_release_of_a_deployment_is_walked_back() throws IOException {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "crashing");
    release(shop, "v2", Map.of("CRASH", "yes"));

    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "a1"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(patches(shop)).hasSize(1);
    assertThat(audit.finals(shop.application())).hasSize(1);
    assertThat(environment(shop)).contains("v1").doesNotContain("CRASH");
    try (Stream<Path> files = Files.walk(evidence)) {
      assertThat(files.map(file -> file.getFileName().toString())).contains("index.json");
    }
  }

  @Test
  void a_stateful_set_wedged_on_a_broken_pod_is_walked_back() {
    Shop shop = deployed(WorkloadKind.STATEFUL_SET, "wedged");
    release(shop, "v2", Map.of("CRASH", "yes"));

    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "b1"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(patches(shop)).hasSize(1);
  }

  @Test
  void a_daemon_set_is_walked_back() {
    Shop shop = deployed(WorkloadKind.DAEMON_SET, "daemon");
    release(shop, "v2", Map.of("CRASH", "yes"));

    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "c1"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(patches(shop)).hasSize(1);
  }

  @Test
  void an_operator_rolls_back_by_a_command() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "by-hand");
    release(shop, "v2", Map.of());

    writer.write(Topics.COMMANDS, shop.rollBack("v2 loses orders"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(patches(shop)).hasSize(1);
    assertThat(environment(shop)).contains("v1");
  }

  @Test
  void an_alert_with_no_release_behind_it_touches_nothing() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "quiet");
    writer.write(Topics.POLICIES, shop.policy(SOAK, Duration.ofSeconds(1)));
    Instant released = Instant.now();
    Awaitility.await("the release to lie outside of the window")
        .until(() -> Instant.now().isAfter(released.plusSeconds(3)));

    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "d1"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOfSatisfying(
            AuditEntry.TriggerSuppressed.class,
            suppressed -> assertThat(suppressed.reason()).isEqualTo(Suppression.NOTHING_RELEASED));
    assertThat(patches(shop)).isEmpty();
  }

  @Test
  void a_thousand_copies_of_one_alert_are_one_rollback() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "storm");
    release(shop, "v2", Map.of("CRASH", "yes"));
    String webhook = shop.webhook(Instant.now(), "e1");

    for (int i = 0; i < 1_000; i++) {
      writer.write(Topics.TRIGGERS.name(), null, webhook);
    }

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    assertThat(patches(shop)).hasSize(1);
    assertThat(audit.finals(shop.application())).hasSize(1);
  }

  @Test
  void a_target_that_is_bad_as_well_calls_a_human_and_goes_no_further() {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "bad-target");
    release(shop, "v2", Map.of("ERROR_RATE", "1"));
    release(shop, "v3", Map.of("CRASH", "yes"));

    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "f1"));

    assertThat(audit.awaitEnd(shop.application(), Duration.ofMinutes(4)))
        .isInstanceOfSatisfying(
            AuditEntry.HumanNeeded.class,
            human ->
                assertThat(human.reason())
                    .isEqualTo(AuditEntry.HumanNeeded.Reason.TARGET_UNHEALTHY));
    assertThat(patches(shop)).hasSize(1);
  }

  @Test
  void an_alert_for_an_unknown_application_is_suppressed_with_the_reason(KafkaFixture kafka) {
    Shop unknown = Shop.of(WorkloadKind.DEPLOYMENT, "nowhere", "nobody");

    writer.write(Topics.TRIGGERS.name(), null, unknown.webhook(Instant.now(), "g1"));

    try (TopicReader reader = kafka.reader(Topics.AUDIT.name())) {
      reader.awaitFirst(
          line ->
              new String(line.value(), java.nio.charset.StandardCharsets.UTF_8)
                  .contains(Suppression.UNKNOWN_APPLICATION.name()),
          "the reason");
    }
  }

  @Test
  void broken_json_goes_to_the_dead_letters_and_the_next_alert_is_handled(KafkaFixture kafka) {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "after-poison");
    release(shop, "v2", Map.of("CRASH", "yes"));

    writer.write(Topics.TRIGGERS.name(), null, "{\"alerts\": [");
    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), "h1"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    try (TopicReader letters = kafka.reader(Topics.DEAD_LETTERS.name())) {
      letters.awaitFirst(
          letter ->
              new String(letter.value(), java.nio.charset.StandardCharsets.UTF_8)
                  .equals("{\"alerts\": ["),
          "the broken trigger");
    }
  }

  @Test
  void the_webhook_takes_an_alert_to_the_end() throws IOException, InterruptedException {
    Shop shop = deployed(WorkloadKind.DEPLOYMENT, "by-webhook");
    release(shop, "v2", Map.of("CRASH", "yes"));
    HttpRequest post =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/webhooks/alertmanager".formatted(services.port())))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(shop.webhook(Instant.now(), "i1")))
            .build();

    HttpResponse<String> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer = client.send(post, HttpResponse.BodyHandlers.ofString());
    }

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    List<AuditRecord> lines = audit.of(shop.application());
    assertThat(
            lines.stream()
                .map(AuditRecord::entry)
                .filter(AuditEntry.TargetsResolved.class::isInstance))
        .singleElement()
        .extracting(entry -> ((AuditEntry.TargetsResolved) entry).targets())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Target.class))
        .hasSize(1);
  }

  private Shop deployed(WorkloadKind kind, String name) {
    Shop shop = Shop.of(kind, "shop", name);
    writer.write(Topics.POLICIES, shop.policy(SOAK));
    shops.serve(shop);
    return shop;
  }

  private void release(Shop shop, String version, Map<String, String> environment) {
    shops.release(shop, version, environment);
  }

  private String environment(Shop shop) {
    return shops.template(shop);
  }

  private List<LoggedWrite> patches(Shop shop) {
    return shops.patches(shop);
  }
}

package dev.walkback.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.topic.Topics;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.http.Faults;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What must never stop a rollback: each case puts something broken on a topic, and then a good
 * alert behind it in the same partition, which has to be carried to its end.
 */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String KEY = "one partition";
  private static final int TWO_MEBIBYTES = 2 * 1024 * 1024;

  @TempDir static Path evidence;
  private Sandbox cluster;
  private AllServices services;
  private KafkaFixture kafka;
  private RecordWriter writer;
  private Audit audit;

  @BeforeAll
  void start(KafkaFixture fixture) {
    kafka = fixture;
    cluster = Sandbox.start(SandboxOptions.quick());
    services =
        AllServices.start(
            kafka.bootstrapServers(),
            Map.of("walkback.kubernetes.master-url", cluster.url()),
            evidence,
            1);
    writer = kafka.writer();
    writer.write(Topics.POLICIES, Shop.fleetWithoutLimits());
    audit = new Audit(kafka.bootstrapServers());
  }

  @AfterAll
  void stop() {
    services.close();
    writer.close();
    cluster.close();
  }

  @Test
  void broken_json_is_kept_and_the_next_alert_is_handled() {
    writer.write(Topics.TRIGGERS.name(), KEY, "{\"alerts\": [");

    assertThat(reason(deadLetter("{\"alerts\": ["))).contains("Expected");
    assertThatARollbackSucceeds("after-broken-json");
  }

  @Test
  void a_trigger_of_two_mebibytes_is_told_from_where_it_stands_and_the_next_alert_is_handled() {
    long offset = compressed("{\"alerts\": \"" + "x".repeat(TWO_MEBIBYTES) + "\"}");

    ConsumerRecord<String, byte[]> letter =
        deadLetter(each -> header(each, "walkback-origin-offset").equals(Long.toString(offset)));
    assertThat(header(letter, "walkback-origin-topic")).isEqualTo(Topics.TRIGGERS.name());
    assertThat(reason(letter)).contains("262144 bytes");
    assertThatARollbackSucceeds("after-two-mebibytes");
  }

  @Test
  void a_record_with_a_bomb_of_headers_is_read_as_if_it_had_none() {
    Shop shop = deployed("behind-headers");
    release(shop);
    Map<String, byte[]> bomb = new HashMap<>();
    IntStream.range(0, 5_000).forEach(i -> bomb.put("ce_h" + i, bytes("v")));
    bomb.put("spring_json_header_types", bytes("{\"b\":\"java.util.Timer\"}"));
    bomb.put("b", bytes("{}"));

    writer.write(Topics.TRIGGERS.name(), KEY, bomb, bytes(shop.webhook(Instant.now(), "headers")));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
  }

  @Test
  void an_unknown_type_is_kept_with_its_name_and_the_next_command_is_handled() {
    Shop shop = deployed("after-unknown-type");
    release(shop);

    writer.write(
        Topics.COMMANDS.name(),
        shop.application().toString(),
        Map.of(
            "ce_specversion", bytes("1.0"),
            "ce_id", bytes("u1"),
            "ce_source", bytes("/test"),
            "ce_type", bytes("dev.walkback.command.self-destruct.v9"),
            "content-type", bytes("application/json")),
        bytes("{\"unknown\": true}"));
    writer.write(Topics.COMMANDS, shop.rollBack("it loses orders"));

    assertThat(reason(deadLetter("{\"unknown\": true}")))
        .contains("dev.walkback.command.self-destruct.v9");
    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
  }

  @Test
  void a_cluster_that_does_not_let_us_write_calls_a_human_and_says_why() {
    Shop shop = deployed("no-rights");
    release(shop);
    cluster
        .faults()
        .failNext(request -> request.method().equals("PATCH"), new Faults.Fault(403, false));

    writer.write(Topics.TRIGGERS.name(), KEY, shop.webhook(Instant.now(), "rights"));

    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOfSatisfying(
            AuditEntry.HumanNeeded.class,
            human -> assertThat(human.explanation()).contains("was answered with 403"));
  }

  private void assertThatARollbackSucceeds(String name) {
    Shop shop = deployed(name);
    release(shop);
    writer.write(Topics.TRIGGERS.name(), KEY, shop.webhook(Instant.now(), name));
    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
  }

  private Shop deployed(String name) {
    Shop shop = Shop.of(WorkloadKind.DEPLOYMENT, "bad-input", name);
    writer.write(Topics.POLICIES, shop.policy(Duration.ofSeconds(1)));
    cluster.apply(shop.service());
    cluster.apply(shop.manifest("v1", Map.of()));
    Awaitility.await("v1 serves").atMost(LONG).until(() -> pods(shop, "\"ready\":true") == 2);
    return shop;
  }

  private void release(Shop shop) {
    cluster.apply(shop.manifest("v2", Map.of("CRASH", "yes")));
    Awaitility.await("a pod of v2").atMost(LONG).until(() -> pods(shop, "\"v2\"") > 0);
  }

  private long pods(Shop shop, String text) {
    return cluster.list("Pod", "bad-input").stream()
        .filter(pod -> pod.at("/metadata/labels/app").asString("").equals(shop.workload().name()))
        .filter(pod -> pod.toString().contains(text))
        .count();
  }

  private long compressed(String value) {
    try (RecordWriter compressing = kafka.writer("gzip")) {
      return compressing.write(Topics.TRIGGERS.name(), KEY, value).offset();
    }
  }

  private ConsumerRecord<String, byte[]> deadLetter(String value) {
    return deadLetter(
        each -> each.value() != null && new String(each.value(), UTF_8).equals(value));
  }

  private ConsumerRecord<String, byte[]> deadLetter(
      java.util.function.Predicate<ConsumerRecord<String, byte[]>> wanted) {
    try (TopicReader letters = kafka.reader(Topics.DEAD_LETTERS.name())) {
      return letters.awaitFirst(wanted, "the dead letter");
    }
  }

  private static String reason(ConsumerRecord<String, byte[]> letter) {
    return header(letter, "walkback-reason");
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

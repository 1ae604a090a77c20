package dev.walkback.detector;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.FakeCluster;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.trigger.Alert;
import dev.walkback.events.trigger.AlertRaised;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The whole detector on a broker, with a cluster that counts. */
@WithKafka
class DetectorIT {

  private static final EventCodec CODEC = new EventCodec();
  private static final FakeCluster CLUSTER = new FakeCluster();

  private static Instant now;
  private static WorkloadFacts facts;
  private static KafkaFixture kafka;
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start(KafkaFixture fixture) {
    kafka = fixture;
    now = Instant.now();
    ContentDigest live = ContentDigest.of("bad");
    facts =
        new WorkloadFacts(
            BACKEND,
            live,
            now.minusSeconds(60),
            Optional.empty(),
            false,
            List.of(new Revision(2, live, List.of("app:2"), now.minusSeconds(60))));
    CLUSTER.with(facts);
    try (RecordWriter writer = kafka.writer()) {
      writer.write(
          Topics.POLICIES,
          new Envelope<>(
              "policy-1", "/test", now, Optional.empty(), policy("production/backend", BACKEND)));
    }
    SpringApplication application = DetectorApplication.application();
    application.addPrimarySources(List.of(FakeClusterConfiguration.class));
    context =
        application.run(
            "--server.port=0",
            "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--walkback.kubernetes.master-url=http://127.0.0.1:1");
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void an_alert_as_alertmanager_sends_it_becomes_one_suspicion_however_often_it_comes() {
    int before = CLUSTER.reads.get();
    try (RecordWriter writer = kafka.writer()) {
      for (int i = 0; i < 1_000; i++) {
        writer.write(Topics.TRIGGERS.name(), i % 2 == 0 ? null : "a-key", webhook("repeated"));
      }
      writer.write(Topics.TRIGGERS.name(), null, webhook("the-last"));
    }
    List<Suspicion> found = until("the-last");
    assertThat(found.stream().filter(each -> isOf(each, "repeated")))
        .singleElement()
        .isInstanceOf(Suspicion.ReleaseSuspected.class);
    assertThat(CLUSTER.reads.get() - before).isBetween(1, 2);
  }

  @Test
  void an_alert_that_came_while_the_cluster_was_away_is_judged_when_it_is_back() {
    try (RecordWriter writer = kafka.writer()) {
      int before = CLUSTER.reads.get();
      CLUSTER.away(BACKEND);
      writer.write(Topics.TRIGGERS.name(), null, webhook("while-away"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> CLUSTER.reads.get() >= before + 2);
    } finally {
      CLUSTER.with(facts);
    }
    assertThat(until("while-away").stream().filter(each -> isOf(each, "while-away")))
        .singleElement()
        .isInstanceOf(Suspicion.ReleaseSuspected.class);
  }

  @Test
  void alerts_that_had_to_wait_in_line_need_no_look_of_their_own() {
    int before = CLUSTER.reads.get();
    try (RecordWriter writer = kafka.writer()) {
      CLUSTER.duringTheNextLook(() -> {
        for (int i = 1; i <= 200; i++) {
          writer.write(Topics.TRIGGERS.name(), null, webhook("in-line-" + i));
        }
      });
      writer.write(Topics.TRIGGERS.name(), null, webhook("first-in-line"));
      assertThat(until("in-line-200").stream().filter(each -> isOf(each, "in-line-1"))).hasSize(1);
    }
    // Those of the first fetch did not know how long the line was.
    assertThat(CLUSTER.reads.get() - before).isLessThan(50);
  }

  @Test
  void the_event_is_keyed_by_the_application_and_named_after_its_cause() {
    try (RecordWriter writer = kafka.writer()) {
      writer.write(Topics.TRIGGERS.name(), null, webhook("named"));
    }
    try (TopicReader reader = kafka.reader(Topics.SUSPICIONS.name())) {
      ConsumerRecord<String, byte[]> found =
          reader.awaitFirst(each -> isOf(suspicion(each), "named"), "the suspicion");
      assertThat(found.key()).isEqualTo("production/backend");
      Envelope<?> envelope = envelope(found);
      assertThat(envelope.id()).isEqualTo("suspicion/production/backend/alert/named@" + now);
      assertThat(envelope.traceParent()).isPresent();
    }
  }

  @Test
  void our_own_events_are_read_in_binary_and_in_structured_mode() {
    Alert alert =
        new Alert(Alert.Status.FIRING, "binary", Map.of(), Map.of(), now, Optional.empty());
    var raised = new AlertRaised(ApplicationId.parse("production/backend"), alert);
    String data = new String(CODEC.json(raised), UTF_8).replace("binary", "structured");
    String structured =
        "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"/t\",\"type\":\"dev.walkback.trigger.alert-raised.v1\",\"data\":%s}"
            .formatted(data);
    try (RecordWriter writer = kafka.writer()) {
      writer.write(Topics.TRIGGERS, new Envelope<>("e-1", "/test", now, Optional.empty(), raised));
      writer.write(
          Topics.TRIGGERS.name(),
          null,
          Map.of("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8)),
          structured.getBytes(UTF_8));
    }
    assertThat(until("binary")).isNotEmpty();
    assertThat(until("structured")).isNotEmpty();
  }

  @Test
  void what_cannot_be_read_becomes_a_dead_letter_and_the_next_record_is_handled() {
    try (RecordWriter writer = kafka.writer()) {
      writer.write(Topics.TRIGGERS.name(), "poison", "{broken");
      writer.write(Topics.TRIGGERS.name(), "poison", Map.of(), null);
      writer.write(
          Topics.TRIGGERS.name(),
          "poison",
          Map.of("spring_json_header_types", "{\"a\":\"java.lang.Object\"}".getBytes(UTF_8)),
          webhook("after-poison").getBytes(UTF_8));
    }
    assertThat(until("after-poison")).isNotEmpty();
    try (TopicReader reader = kafka.reader(Topics.DEAD_LETTERS.name())) {
      List<ConsumerRecord<String, byte[]>> letters =
          reader.awaitAll(
              all -> all.stream().filter(each -> "poison".equals(each.key())).count() >= 2,
              "two dead letters");
      assertThat(letters)
          .anySatisfy(letter -> {
            assertThat(letter.value()).isEqualTo("{broken".getBytes(UTF_8));
            assertThat(new String(letter.headers().lastHeader("walkback-reason").value(), UTF_8))
                .contains("Expected an alert as JSON");
          });
    }
  }

  @Test
  void a_resolved_alert_says_nothing_and_an_unknown_one_says_so() {
    try (RecordWriter writer = kafka.writer()) {
      writer.write(Topics.TRIGGERS.name(), "r", webhook("resolved").replace("firing", "resolved"));
      writer.write(Topics.TRIGGERS.name(), "r", webhook("strange").replace("backend", "strange"));
    }
    List<Suspicion> found = until("strange");
    assertThat(found.stream().filter(each -> isOf(each, "strange")))
        .singleElement()
        .isInstanceOf(Suspicion.ApplicationUnknown.class);
    assertThat(found).noneMatch(each -> isOf(each, "resolved"));
  }

  private static String webhook(String fingerprint) {
    return """
    {"version":"4","status":"firing","alerts":[{"status":"firing","fingerprint":"%s",
    "labels":{"alertname":"HighErrorRate","namespace":"production","deployment":"backend"},
    "annotations":{},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z"}]}
    """
        .formatted(fingerprint, now);
  }

  private static List<Suspicion> until(String fingerprint) {
    try (TopicReader reader = kafka.reader(Topics.SUSPICIONS.name())) {
      return reader
          .awaitAll(
              all -> all.stream().anyMatch(each -> isOf(suspicion(each), fingerprint)),
              "the suspicion of " + fingerprint)
          .stream()
          .map(DetectorIT::suspicion)
          .toList();
    }
  }

  private static boolean isOf(Suspicion suspicion, String fingerprint) {
    return suspicion.trigger().id().value().startsWith("alert/" + fingerprint + "@");
  }

  private static Suspicion suspicion(ConsumerRecord<String, byte[]> consumed) {
    return (Suspicion) envelope(consumed).data();
  }

  private static Envelope<?> envelope(ConsumerRecord<String, byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    consumed.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) CODEC.decode(headers, consumed.value())).envelope();
  }

  @Configuration(proxyBeanMethods = false)
  static class FakeClusterConfiguration {

    @Bean
    @Primary
    ClusterView countedCluster() {
      return CLUSTER;
    }
  }
}

package dev.walkback.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.detector.core.Given;
import dev.walkback.events.Envelope;
import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.topic.Topics;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole detector on a broker, looking out for releases on a small cluster. */
@WithKafka
class ReleaseLookoutIT {

  private static final WorkloadRef BACKEND = Given.deployment("production", "backend");
  private static final WorkloadRef WEB = Given.deployment("production", "web");

  private final KafkaFixture kafka;
  private final Sandbox cluster = Sandbox.start(SandboxOptions.quick());
  private ConfigurableApplicationContext detector;

  ReleaseLookoutIT(KafkaFixture kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void start() {
    release("backend", "1");
    try (RecordWriter writer = kafka.writer()) {
      writer.write(
          Topics.POLICIES,
          new Envelope<>(
              "policy-1",
              "/test",
              Instant.now(),
              Optional.empty(),
              Given.policy("production/shop", BACKEND, WEB)));
    }
    detector = detector();
  }

  @AfterEach
  void stop() {
    detector.close();
    cluster.close();
  }

  @Test
  void releases_are_told_once_all_workloads_are_there_and_after_each_change_and_each_restart() {
    release("web", "1");
    List<Envelope<?>> first = told(1);
    release("web", "2");
    List<Envelope<?>> second = told(2);
    detector.close();
    detector = detector();
    List<Envelope<?>> third = told(3);

    assertThat(seen(first.getFirst()).workloads()).hasSize(2);
    assertThat(images(second.getLast())).containsExactly("app:1", "app:2");
    assertThat(third).extracting(Envelope::id).element(2).isEqualTo(second.getLast().id());
    assertThat(third).extracting(Envelope::id).element(0).isNotEqualTo(second.getLast().id());
  }

  private static List<String> images(Envelope<?> envelope) {
    return seen(envelope).workloads().stream()
        .flatMap(facts -> facts.liveRevision().stream())
        .map(Revision::images)
        .flatMap(List::stream)
        .sorted()
        .toList();
  }

  private static ReleaseSeen seen(Envelope<?> envelope) {
    return (ReleaseSeen) envelope.data();
  }

  /** Waits for so many, and finds no more. */
  private List<Envelope<?>> told(int count) {
    try (TopicReader reader = kafka.reader(Topics.SUSPICIONS.name())) {
      List<ConsumerRecord<String, byte[]>> told =
          reader.awaitAll(all -> all.size() >= count, count + " releases");
      assertThat(told).hasSize(count);
      return told.stream().<Envelope<?>>map(ReleaseLookoutIT::envelope).toList();
    }
  }

  private static Envelope<?> envelope(ConsumerRecord<String, byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    consumed.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) new EventCodec().decode(headers, consumed.value())).envelope();
  }

  private ConfigurableApplicationContext detector() {
    return DetectorApplication.application()
        .run(
            "--server.port=0",
            "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--walkback.kubernetes.master-url=" + cluster.url(),
            "--walkback.detector.lookout-interval=100ms",
            "--walkback.detector.lookout-requests-per-second=200");
  }

  private void release(String name, String version) {
    cluster.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: production}
        spec:
          replicas: 1
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec:
              containers:
                - {name: app, image: "app:VERSION"}
        """
            .replace("NAME", name)
            .replace("VERSION", version));
  }
}

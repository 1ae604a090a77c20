package dev.walkback.detector.inbound;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.BEGAN;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.policy;
import static dev.walkback.detector.core.Given.released;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.RecordSender;
import dev.walkback.detector.core.Arrived;
import dev.walkback.detector.core.FakeCluster;
import dev.walkback.detector.core.SharedLooks;
import dev.walkback.events.Envelope;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.suspicion.Suspicion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Records that come while the cluster is away. */
class TriggerHandlerTest {

  private static final WorkloadRef WORKER = deployment("production", "worker");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeCluster cluster = new FakeCluster();
  private Instant now = BEGAN.plusSeconds(5);
  private final TriggerHandler handler =
      new TriggerHandler(
          new EventCodec(),
          new SharedLooks(cluster, () -> now),
          () -> List.of(policy("production/backend", BACKEND), policy("production/worker", WORKER)),
          new DeadLetters(
              new RecordSender(new KafkaSettings("nowhere", Map.of()), () -> {}), "test", meters),
          new Journal(() -> now, meters));

  @Test
  void an_alert_is_suspected_when_the_cluster_is_back() {
    cluster.away(BACKEND);
    assertThatThrownBy(() -> handle(firing("backend"))).isInstanceOf(ClusterAwayException.class);

    now = now.plus(Duration.ofMinutes(10));
    cluster.with(released(BACKEND, Duration.ofMinutes(1)));

    assertThat(handle(firing("backend")))
        .singleElement()
        .extracting(Envelope::data)
        .isInstanceOf(Suspicion.ReleaseSuspected.class);
  }

  @Test
  void an_alert_that_waited_for_as_long_as_it_may_is_said_to_be_unreadable() {
    cluster.away(BACKEND);
    assertThatThrownBy(() -> handle(firing("backend"))).isInstanceOf(ClusterAwayException.class);

    now = BEGAN.plus(Limits.DEFAULTS.triggerMaxAge()).minusSeconds(50);

    assertThat(handle(firing("backend")))
        .singleElement()
        .extracting(Envelope::data)
        .isInstanceOf(Suspicion.ClusterUnreadable.class);
  }

  @Test
  void what_may_not_be_read_is_not_waited_for() {
    cluster.unreadable(BACKEND);

    assertThat(handle(firing("backend")))
        .singleElement()
        .extracting(Envelope::data)
        .isInstanceOf(Suspicion.ClusterUnreadable.class);
  }

  @Test
  void what_was_found_of_a_record_before_is_not_found_anew() {
    cluster.with(released(WORKER, Duration.ofMinutes(1))).away(BACKEND);
    assertThatThrownBy(() -> handle(firing("worker"), firing("backend")))
        .isInstanceOf(ClusterAwayException.class);

    now = now.plus(Duration.ofMinutes(2));
    cluster.with(released(BACKEND, Duration.ofMinutes(1)));

    assertThat(handle(firing("worker"), firing("backend"))).hasSize(2);
    assertThat(cluster.reads).hasValue(3);
  }

  @Test
  void a_resolved_alert_of_a_record_that_waits_is_counted_once() {
    cluster.away(BACKEND);
    String resolved = firing("worker").replace("firing", "resolved");
    assertThatThrownBy(() -> handle(resolved, firing("backend")))
        .isInstanceOf(ClusterAwayException.class);

    now = now.plus(Duration.ofMinutes(2));
    cluster.with(released(BACKEND, Duration.ofMinutes(1)));
    assertThat(handle(resolved, firing("backend"))).hasSize(1);

    assertThat(meters.counter("walkback.alerts", "finding", "resolved").count()).isEqualTo(1);
  }

  private List<Envelope<Suspicion>> handle(String... alerts) {
    String body =
        "{\"version\":\"4\",\"alerts\":[%s]}"
            .formatted(Stream.of(alerts).collect(Collectors.joining(",")));
    var inbound =
        new InboundRecord("walkback.triggers", 0, 7, "key", Map.of(), body.getBytes(UTF_8), BEGAN);
    return handler.handle(inbound, () -> new Arrived(Map.of(0, 8L)));
  }

  private static String firing(String deployment) {
    return """
    {"status":"firing","fingerprint":"%1$s","annotations":{},"startsAt":"%2$s",
     "labels":{"alertname":"HighErrorRate","namespace":"production","deployment":"%1$s"}}\
    """
        .formatted(deployment, BEGAN);
  }
}

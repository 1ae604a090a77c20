package dev.walkback.orchestrator;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic;
import dev.walkback.orchestrator.core.World;
import dev.walkback.testsupport.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the other services say, and how they check what the orchestrator said. */
final class Neighbours {

  private static final EventCodec CODEC = new EventCodec();

  private Neighbours() {}

  static void write(RecordWriter writer, Topic topic, Event event) {
    writer.write(
        topic,
        new Envelope<>(
            "id-" + System.nanoTime(), "/walkback/test", Instant.now(), Optional.empty(), event));
  }

  static Predicate<ConsumerRecord<String, byte[]>> about(ApplicationId application) {
    return record -> application.toString().equals(record.key());
  }

  /** Numbers without a gap, and each record pointing at the bytes of the one before. */
  static void assertChained(List<ConsumerRecord<String, byte[]>> records) {
    ContentDigest previous = AuditRecord.NONE;
    long number = 0;
    for (ConsumerRecord<String, byte[]> record : records) {
      AuditRecord audit = (AuditRecord) decode(record).data();
      assertThat(audit.sequence()).isEqualTo(++number);
      assertThat(audit.previous()).isEqualTo(previous);
      previous = ContentDigest.of(record.value());
    }
  }

  private static Envelope<? extends Event> decode(ConsumerRecord<String, byte[]> record) {
    Map<String, byte[]> headers = new HashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) CODEC.decode(headers, record.value())).envelope();
  }

  static RollbackPolicy policyOf(ApplicationId application) {
    RollbackPolicy shop = World.policy(BACKEND);
    return new RollbackPolicy(
        application,
        shop.version(),
        shop.workloads(),
        shop.alerts(),
        shop.checks(),
        shop.limits(),
        shop.slackChannel());
  }

  /** So that nobody waits for anybody else. */
  static FleetPolicy unlimited() {
    return new FleetPolicy(
        ApplicationId.EVERYTHING,
        ContentDigest.of("unlimited"),
        Optional.empty(),
        Optional.empty());
  }

  static Suspicion suspicionOf(ApplicationId application) {
    Instant now = Instant.now();
    return new Suspicion.ReleaseSuspected(
        application,
        World.alert("Errors", now),
        Scenario.BAD_DEPLOYMENT,
        now.minus(Duration.ofHours(1)),
        List.of(World.facts(BACKEND, now.minusSeconds(60), V1, V2)));
  }

  static ExecutionOutcome rolledBack(ApplicationId application) {
    return new ExecutionOutcome.WorkloadRolledBack(
        application,
        RollbackId.of(application, World.alert("Errors").id()),
        BACK_BACKEND,
        ExecutionOutcome.Effect.APPLIED,
        3,
        Instant.now(),
        List.of(),
        Optional.empty());
  }
}

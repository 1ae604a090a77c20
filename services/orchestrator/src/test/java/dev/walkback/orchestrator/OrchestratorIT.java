package dev.walkback.orchestrator;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.core.World;
import dev.walkback.orchestrator.streams.RollbackStreams;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
class OrchestratorIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int WARM_UP = 50;
  private static final int MEASURED = 200;

  private final EventCodec codec = new EventCodec();

  @Test
  void a_rollback_goes_on_where_it_was_when_the_orchestrator_starts_again(KafkaFixture kafka) {
    ApplicationId shop = ApplicationId.parse("production/restarted");
    try (RecordWriter writer = kafka.writer();
        TopicReader executions = kafka.reader(Topics.EXECUTIONS.name());
        TopicReader verifications = kafka.reader(Topics.VERIFICATIONS.name());
        TopicReader audit = kafka.reader(Topics.AUDIT.name())) {
      write(writer, Topics.POLICIES, policyOf(shop));
      try (ConfigurableApplicationContext _ = orchestrator(kafka)) {
        write(writer, Topics.SUSPICIONS, suspicionOf(shop));
        executions.awaitFirst(about(shop), "the step");
      }
      try (ConfigurableApplicationContext _ = orchestrator(kafka)) {
        write(writer, Topics.EXECUTION_OUTCOMES, rolledBack(shop));
        verifications.awaitFirst(about(shop), "the verification");
        write(writer, Topics.SUSPICIONS, suspicionOf(shop));
        write(writer, Topics.EXECUTION_OUTCOMES, rolledBack(shop));
      }
      assertThat(executions.upToNow().stream().filter(about(shop))).hasSize(1);
      assertThat(verifications.upToNow().stream().filter(about(shop))).hasSize(1);
      List<ConsumerRecord<String, byte[]>> chain =
          audit.upToNow().stream().filter(about(shop)).toList();
      assertThat(chain).hasSize(4);
      verify(chain);
    }
  }

  @Test
  void a_decision_is_seen_soon_after_its_suspicion(KafkaFixture kafka) {
    try (RecordWriter writer = kafka.writer();
        TopicReader executions = kafka.reader(Topics.EXECUTIONS.name())) {
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        write(writer, Topics.POLICIES, policyOf(application(i)));
      }
      long[] nanos = new long[WARM_UP + MEASURED];
      try (ConfigurableApplicationContext _ = orchestrator(kafka)) {
        for (int i = 0; i < nanos.length; i++) {
          long began = System.nanoTime();
          write(writer, Topics.SUSPICIONS, suspicionOf(application(i)));
          executions.awaitFirst(about(application(i)), "a step");
          nanos[i] = System.nanoTime() - began;
        }
      }
      long[] sorted = Arrays.stream(nanos).skip(WARM_UP).sorted().toArray();
      System.out.printf(
          "suspicion written -> step read (2 hops, exactly once, one at a time), %d rollbacks: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
          sorted.length, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99));
      // Only what a wrong setting would cost: defaults are at 64 ms in the middle on a quiet
      // machine.
      assertThat(at(sorted, 0.5)).isLessThan(60);
    }
  }

  private static ConfigurableApplicationContext orchestrator(KafkaFixture kafka) {
    ConfigurableApplicationContext context =
        OrchestratorApplication.application()
            .run(
                "--server.port=0",
                "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--walkback.topics.create=true",
                "--walkback.topics.partitions=3");
    RollbackStreams streams = context.getBean(RollbackStreams.class);
    await().atMost(DEADLINE).until(streams::isReady);
    return context;
  }

  private static void write(RecordWriter writer, Topic topic, Event event) {
    writer.write(
        topic,
        new Envelope<>(
            "id-" + System.nanoTime(), "/walkback/test", Instant.now(), Optional.empty(), event));
  }

  private void verify(List<ConsumerRecord<String, byte[]>> chain) {
    ContentDigest previous = AuditRecord.NONE;
    long number = 0;
    for (ConsumerRecord<String, byte[]> record : chain) {
      AuditRecord audit = (AuditRecord) decode(record).data();
      assertThat(audit.sequence()).isEqualTo(++number);
      assertThat(audit.previous()).isEqualTo(previous);
      previous = ContentDigest.of(record.value());
    }
  }

  private Envelope<? extends Event> decode(ConsumerRecord<String, byte[]> record) {
    Map<String, byte[]> headers = new HashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) codec.decode(headers, record.value())).envelope();
  }

  private static java.util.function.Predicate<ConsumerRecord<String, byte[]>> about(
      ApplicationId application) {
    return record -> application.toString().equals(record.key());
  }

  private static ApplicationId application(int number) {
    return ApplicationId.parse("production/app-" + number);
  }

  private static RollbackPolicy policyOf(ApplicationId application) {
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

  private static Suspicion suspicionOf(ApplicationId application) {
    return new Suspicion.ReleaseSuspected(
        application,
        World.alert("Errors"),
        Scenario.BAD_DEPLOYMENT,
        NOON.minus(Duration.ofHours(1)),
        List.of(World.facts(BACKEND, NOON, V1, V2)));
  }

  private static ExecutionOutcome rolledBack(ApplicationId application) {
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

  private static double at(long[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] / 1e6;
  }
}

package dev.walkback.orchestrator;

import static dev.walkback.orchestrator.Neighbours.about;
import static dev.walkback.orchestrator.Neighbours.assertChained;
import static dev.walkback.orchestrator.Neighbours.policyOf;
import static dev.walkback.orchestrator.Neighbours.rolledBack;
import static dev.walkback.orchestrator.Neighbours.suspicionOf;
import static dev.walkback.orchestrator.Neighbours.unlimited;
import static dev.walkback.orchestrator.Neighbours.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.chassis.EdgeHealth;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
class OrchestratorIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int WARM_UP = 50;
  private static final int MEASURED = 200;

  @Test
  void a_rollback_goes_on_where_it_was_when_the_orchestrator_starts_again(KafkaFixture kafka) {
    ApplicationId shop = ApplicationId.parse("production/restarted");
    try (RecordWriter writer = kafka.writer();
        TopicReader executions = kafka.reader(Topics.EXECUTIONS.name());
        TopicReader verifications = kafka.reader(Topics.VERIFICATIONS.name());
        TopicReader audit = kafka.reader(Topics.AUDIT.name())) {
      write(writer, Topics.POLICIES, unlimited());
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
      assertThat(chain.size()).isEqualTo(5);
      assertChained(chain);
    }
  }

  @Test
  void a_decision_is_seen_soon_after_its_suspicion(KafkaFixture kafka) {
    try (RecordWriter writer = kafka.writer();
        TopicReader executions = kafka.reader(Topics.EXECUTIONS.name())) {
      write(writer, Topics.POLICIES, unlimited());
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
          "suspicion written -> step read (2 hops, exactly once), %d rollbacks: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
          sorted.length, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99));
      // Only what a wrong setting would cost: the defaults are at 64 ms on a quiet machine.
      assertThat(at(sorted, 0.5)).isLessThan(60);
    }
  }

  private static ConfigurableApplicationContext orchestrator(KafkaFixture kafka) {
    ConfigurableApplicationContext context =
        OrchestratorApplication.application()
            .run(
                "--server.port=0",
                "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    EdgeHealth health = context.getBean(EdgeHealth.class);
    await().atMost(DEADLINE).untilAsserted(() -> assertThat(health.problems()).isEmpty());
    return context;
  }

  private static ApplicationId application(int number) {
    return ApplicationId.parse("production/app-" + number);
  }

  private static double at(long[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] / 1e6;
  }
}

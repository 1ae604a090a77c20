package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.chassis.EdgeHealth;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.topic.Topics;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/** The whole process between its topics and a cluster. */
@WithKafka
class ExecutorIT {

  @Test
  void a_step_on_its_topic_becomes_an_outcome_on_the_other(
      KafkaFixture kafka, @TempDir Path evidence) {
    var application = new SpringApplication(ExecutorApplication.class);
    try (var sandbox = Sandbox.start(SandboxOptions.quick());
        var context =
            application.run(
                "--spring.application.name=executor",
                "--server.port=0",
                "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--walkback.kubernetes.master-url=" + sandbox.url(),
                "--walkback.kubernetes.namespaces=shop,default",
                "--walkback.executor.evidence-directory=" + evidence);
        var writer = kafka.writer();
        var outcomes = kafka.reader(Topics.EXECUTION_OUTCOMES.name())) {
      writer.write(Topics.EXECUTIONS, survey());

      var published = outcomes.await(1).getFirst();

      assertThat(published.key()).isEqualTo("shop/shop");
      assertThat(new EventCodec().decode(headers(published), published.value()))
          .isInstanceOfSatisfying(
              Decoded.Read.class,
              read -> {
                assertThat(read.envelope().id()).isEqualTo("rb-0123456789ab/survey");
                assertThat(read.envelope().data())
                    .isInstanceOfSatisfying(
                        ExecutionOutcome.Refused.class,
                        refused ->
                            assertThat(refused.reason()).isEqualTo(Refusal.WORKLOAD_MISSING));
              });
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(context.getBean(EdgeHealth.class).problems()).isEmpty());
    }
  }

  private static Envelope<Execution> survey() {
    return new Envelope<>(
        "survey-1",
        "/walkback/orchestrator",
        Instant.now(),
        Optional.empty(),
        new Execution.Survey(
            new ApplicationId("shop", "shop"),
            new RollbackId("rb-0123456789ab"),
            "survey",
            Instant.now().plusSeconds(30),
            List.of(new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend"))));
  }

  private static Map<String, byte[]> headers(ConsumerRecord<String, byte[]> published) {
    Map<String, byte[]> headers = new HashMap<>();
    published.headers().forEach(header -> headers.put(header.key(), header.value()));
    return headers;
  }
}

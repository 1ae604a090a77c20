package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.chassis.EdgeHealth;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.execution.ExecutionOutcome.Refused;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.topic.Topics;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole process, and a brake that is pulled on its topic. */
@WithKafka
class BrakeOnTopicIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.quick());
  private final ShopWorld world =
      new ShopWorld(
          KubernetesAccess.client(KubernetesSettings.at(sandbox.url()), "release"),
          KubernetesAccess.client(KubernetesSettings.at(sandbox.url()), "reader"),
          "shop");
  private final RecordWriter writer;
  private final TopicReader outcomes;
  private final String broker;
  private ConfigurableApplicationContext executor;

  BrakeOnTopicIT(KafkaFixture kafka) {
    broker = kafka.bootstrapServers();
    writer = kafka.writer();
    outcomes = kafka.reader(Topics.EXECUTION_OUTCOMES.name());
  }

  @BeforeEach
  void start(@TempDir Path evidence) {
    executor =
        new SpringApplication(ExecutorApplication.class)
            .run(
                "--spring.application.name=executor",
                "--server.port=0",
                "--walkback.kafka.bootstrap-servers=" + broker,
                "--walkback.kubernetes.master-url=" + sandbox.url(),
                "--walkback.executor.evidence-directory=" + evidence);
    await()
        .atMost(DEADLINE)
        .untilAsserted(() -> assertThat(executor.getBean(EdgeHealth.class).problems()).isEmpty());
  }

  @AfterEach
  void stop() {
    executor.close();
    writer.close();
    outcomes.close();
    world.close();
    sandbox.close();
  }

  @Test
  void the_brake_stops_every_step_that_comes_after_it_within_a_second() {
    var step = named(world.afterBadRelease(WorkloadKind.DEPLOYMENT), "roll-back-1");
    brake(Optional.of(new Hold("ada", "the network is down", Instant.now(), Optional.empty())));
    Instant pulled = Instant.now();

    write(step);

    var refused = outcomeOf("roll-back-1");
    assertThat(((Refused) event(refused)).reason()).isEqualTo(Refusal.HELD);
    assertThat(Instant.ofEpochMilli(refused.timestamp())).isBefore(pulled.plusSeconds(1));
    assertThat(sandbox.writes()).noneMatch(write -> write.userAgent().equals("walkback-executor"));
  }

  @Test
  void a_step_is_taken_once_the_brake_is_released() {
    var step = named(world.afterBadRelease(WorkloadKind.DEPLOYMENT), "roll-back-2");
    brake(Optional.of(new Hold("ada", "the network is down", Instant.now(), Optional.empty())));
    brake(Optional.empty());

    write(step);

    assertThat(event(outcomeOf("roll-back-2"))).isInstanceOf(WorkloadRolledBack.class);
  }

  private void brake(Optional<Hold> hold) {
    write(new HoldChanged(ApplicationId.EVERYTHING, hold));
  }

  private void write(Event event) {
    var topic = event instanceof Execution ? Topics.EXECUTIONS : Topics.HOLDS;
    String id = ContentDigest.of(event.toString()).value();
    writer.write(topic, new Envelope<>(id, "/test", Instant.now(), Optional.empty(), event));
  }

  private ConsumerRecord<String, byte[]> outcomeOf(String step) {
    return outcomes.awaitFirst(
        each ->
            switch (event(each)) {
              case Refused refused -> refused.step().equals(step);
              case WorkloadRolledBack done -> done.step().equals(step);
              default -> false;
            },
        "the outcome of " + step);
  }

  private static Event event(ConsumerRecord<String, byte[]> published) {
    Map<String, byte[]> headers = new HashMap<>();
    published.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) new EventCodec().decode(headers, published.value())).envelope().data();
  }

  private static RollBackWorkload named(RollBackWorkload step, String name) {
    return new RollBackWorkload(
        step.application(),
        step.rollbackId(),
        name,
        step.deadline(),
        step.target(),
        step.fence(),
        Duration.ofMillis(200));
  }
}

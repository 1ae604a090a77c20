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

import dev.walkback.events.ApplicationId;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.core.World;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@WithKafka
class OrchestratorKilledIT {

  private static final ApplicationId SHOP = ApplicationId.parse("production/killed");
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  @Test
  void a_rollback_goes_on_once_when_the_process_is_killed_and_another_takes_over(KafkaFixture kafka)
      throws Exception {
    try (RecordWriter writer = kafka.writer();
        TopicReader executions = kafka.reader(Topics.EXECUTIONS.name());
        TopicReader verifications = kafka.reader(Topics.VERIFICATIONS.name());
        TopicReader audit = kafka.reader(Topics.AUDIT.name())) {
      write(writer, Topics.POLICIES, unlimited());
      write(writer, Topics.POLICIES, policyOf(SHOP));
      write(writer, Topics.SUSPICIONS, suspicionOf(SHOP));
      Process first = process(kafka, "first");
      try {
        awaitOne(executions);
        write(writer, Topics.EXECUTION_OUTCOMES, rolledBack(SHOP));
      } finally {
        kill(first);
      }
      Process second = process(kafka, "second");
      long began = System.nanoTime();
      try {
        write(writer, Topics.EXECUTION_OUTCOMES, rolledBack(SHOP));
        awaitOne(verifications);
        System.out.printf(
            "killed in mid-rollback; a new process went on after %d s, its own start included%n",
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        write(
            writer,
            Topics.SUSPICIONS,
            new Suspicion.TriggerStale(SHOP, World.alert("Last"), "It began yesterday"));
        await().atMost(DEADLINE).until(() -> ours(audit).size() > 5);
      } finally {
        kill(second);
      }
      assertThat(ours(executions)).hasSize(1);
      assertThat(ours(verifications)).hasSize(1);
      assertThat(ours(audit).size()).isEqualTo(6);
      assertChained(ours(audit));
    }
  }

  private static void awaitOne(TopicReader reader) {
    await().atMost(DEADLINE).until(() -> !ours(reader).isEmpty());
  }

  private static List<ConsumerRecord<String, byte[]>> ours(TopicReader reader) {
    return reader.upToNow().stream().filter(about(SHOP)).toList();
  }

  private static Process process(KafkaFixture kafka, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            OrchestratorApplication.class.getName(),
            "--server.port=0",
            "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers())
        .redirectErrorStream(true)
        .redirectOutput(new File("target/orchestrator-" + name + ".log"))
        .start();
  }

  /** Without a chance to say goodbye. */
  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}

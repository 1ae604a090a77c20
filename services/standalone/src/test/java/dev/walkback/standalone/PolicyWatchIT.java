package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicCatalogue;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class PolicyWatchIT {

  private static final String BACKEND =
      """
      apiVersion: walkback.dev/v1
      kind: RollbackPolicy
      metadata: {name: backend, namespace: watched}
      spec:
        workloads: [{kind: Deployment, name: backend}]
      """;

  private final KafkaFixture kafka;
  private final Connection connection;
  @TempDir private Path directory;

  PolicyWatchIT(KafkaFixture kafka) {
    this.kafka = kafka;
    this.connection = new Connection(kafka.bootstrapServers(), "the test", Map.of());
  }

  @BeforeEach
  void makeTopics() throws IOException {
    try (var catalogue = TopicCatalogue.open(connection)) {
      catalogue.create(1, Optional.empty());
    }
    Files.writeString(directory.resolve("backend.yaml"), BACKEND);
  }

  @Test
  void the_fleets_policy_is_put_in_force_with_the_others() throws IOException {
    Files.writeString(
        directory.resolve("fleet.yaml"),
        """
        apiVersion: walkback.dev/v1
        kind: FleetPolicy
        spec: {maxConcurrent: 3}
        """);

    watch().publish(connection);

    assertThat(published()).contains("*/*", "watched/backend");
  }

  @Test
  void a_file_that_is_written_again_is_put_in_force() throws IOException {
    PolicyWatch watch = watch();
    watch.publish(connection);
    watch.look(connection);
    int before = published().size();
    Files.writeString(directory.resolve("backend.yaml"), BACKEND + "  soak: 30s\n");

    watch.look(connection);

    assertThat(published()).hasSize(before + 1).last().isEqualTo("watched/backend");
  }

  private PolicyWatch watch() {
    return PolicyWatch.of(directory, _ -> {});
  }

  private List<String> published() {
    try (TopicReader reader = kafka.reader(Topics.POLICIES.name())) {
      return reader.upToNow().stream().map(record -> record.key()).toList();
    }
  }
}

package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicCatalogue;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.topic.Topics;
import dev.walkback.standalone.Services;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.WithKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All services with a broker, but with a cluster that does not answer. */
@WithKafka
class NoClusterIT {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String NOBODY_LISTENS = "http://127.0.0.1:1";

  @TempDir private Path evidence = Path.of("unset");

  @Test
  void readiness_names_the_cluster_and_an_alert_ends_with_the_reason(KafkaFixture kafka)
      throws Exception {
    Shop shop = Shop.of(WorkloadKind.DEPLOYMENT, "nowhere", "backend");
    publish(shop, kafka);
    try (Services services = start(kafka);
        RecordWriter writer = kafka.writer()) {
      Awaitility.await("only the cluster is missing")
          .atMost(LONG)
          .untilAsserted(() -> assertThat(services.problems()).containsOnlyKeys("cluster"));
      assertThat(readiness(services).statusCode()).isEqualTo(503);
      assertThat(readiness(services).body()).contains("Could not talk to 127.0.0.1:1");

      writer.write(Topics.TRIGGERS.name(), null, shop.webhook(tooOldToWait(), "n1"));

      assertThat(new Audit(kafka.bootstrapServers()).awaitEnd(shop.application(), LONG))
          .isInstanceOfSatisfying(
              AuditEntry.TriggerSuppressed.class,
              end -> assertThat(end.reason()).isEqualTo(Suppression.CLUSTER_UNREADABLE));
    }
  }

  /** By default an alert may be 20 minutes old, and its outcome is said before that. */
  private static Instant tooOldToWait() {
    return Instant.now().minus(Duration.ofMinutes(19)).minusSeconds(10);
  }

  /** Before the services begin: ready, they know every policy that was there. */
  private static void publish(Shop shop, KafkaFixture kafka) {
    var connection = new Connection(kafka.bootstrapServers(), "the test", Map.of());
    try (var topics = TopicCatalogue.open(connection);
        RecordWriter writer = kafka.writer()) {
      topics.create(1, Optional.empty());
      writer.write(Topics.POLICIES, shop.policy(Duration.ofSeconds(1)));
    }
  }

  private Services start(KafkaFixture kafka) {
    return Services.start(
        Map.of(
            "server.port",
            "0",
            "walkback.kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "walkback.topics.partitions",
            "1",
            "walkback.executor.evidence-directory",
            evidence.toString(),
            "walkback.kubernetes.master-url",
            NOBODY_LISTENS),
        CompletableFuture.completedFuture(kafka));
  }

  private static HttpResponse<String> readiness(Services services) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(services.httpPort()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}

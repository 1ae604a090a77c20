package dev.walkback.testsupport;

import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The official image in a container. The image comes from {@code WALKBACK_TEST_KAFKA_IMAGE} where
 * the default cannot be pulled.
 */
public final class ContainerKafka implements KafkaFixture {

  private static final String OFFICIAL = "apache/kafka";
  private static final String DEFAULT_IMAGE = OFFICIAL + ":4.2.2";

  private final KafkaContainer container;

  private ContainerKafka(KafkaContainer container) {
    this.container = container;
  }

  /** True where a container engine answers. */
  public static boolean engineAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Starts the container; the resource stays with the fixture, which closes it. */
  public static ContainerKafka start() {
    String image = System.getenv().getOrDefault("WALKBACK_TEST_KAFKA_IMAGE", DEFAULT_IMAGE);
    var container =
        new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor(OFFICIAL))
            .withEnv(
                Map.of(
                    "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
                    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"));
    container.start();
    return new ContainerKafka(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public String kind() {
    return "a container of " + container.getDockerImageName();
  }

  @Override
  public void close() {
    container.close();
  }
}

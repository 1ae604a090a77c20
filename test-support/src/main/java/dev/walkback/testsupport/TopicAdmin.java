package dev.walkback.testsupport;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.walkback.events.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Makes and empties topics, and looks at what groups have committed. */
public record TopicAdmin(String bootstrapServers) {

  private static final int DEADLINE_SECONDS = 30;

  /** Creates a topic as the catalogue has it. */
  public void create(Topic topic, int partitions) {
    create(topic.name(), partitions, config(topic));
  }

  public void create(String name, int partitions, Map<String, String> config) {
    var topic = new NewTopic(name, partitions, (short) 1).configs(config);
    try (Admin admin = admin()) {
      get(admin.createTopics(Set.of(topic)).all());
    }
  }

  /** Deletes the topics where they are and creates them empty. */
  public void recreate(Collection<Topic> topics, int partitions) {
    try (Admin admin = admin()) {
      Set<String> there = get(admin.listTopics().names());
      List<String> old = topics.stream().map(Topic::name).filter(there::contains).toList();
      get(admin.deleteTopics(old).all());
      Awaitility.await()
          .atMost(Duration.ofSeconds(DEADLINE_SECONDS))
          .until(() -> get(admin.listTopics().names()).stream().noneMatch(old::contains));
      List<NewTopic> fresh =
          topics.stream()
              .map(
                  topic -> new NewTopic(topic.name(), partitions, (short) 1).configs(config(topic)))
              .toList();
      get(admin.createTopics(fresh).all());
      Awaitility.await()
          .atMost(Duration.ofSeconds(DEADLINE_SECONDS))
          .until(() ->
              get(admin.listTopics().names())
                  .containsAll(topics.stream().map(Topic::name).toList()));
    }
  }

  /** What a group has committed: the next offset per partition. */
  public Map<TopicPartition, Long> committed(String group) {
    try (Admin admin = admin()) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      Map<TopicPartition, OffsetAndMetadata> found =
          get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      found.forEach((partition, offset) -> {
        if (offset != null) {
          offsets.put(partition, offset.offset());
        }
      });
      return offsets;
    }
  }

  private static Map<String, String> config(Topic topic) {
    return Map.of(
        "max.message.bytes",
        String.valueOf(topic.maxMessageBytes()),
        "cleanup.policy",
        topic.retention() == Topic.Retention.LATEST_PER_KEY ? "compact" : "delete");
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(DEADLINE_SECONDS, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Expected the broker to do it, but found: " + e, e);
    }
  }
}

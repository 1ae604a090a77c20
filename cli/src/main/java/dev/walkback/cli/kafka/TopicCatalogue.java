package dev.walkback.cli.kafka;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Walkback's topics on a broker. */
public final class TopicCatalogue implements AutoCloseable {

  private final Connection connection;
  private final Admin admin;

  private TopicCatalogue(Connection connection, Admin admin) {
    this.connection = connection;
    this.admin = admin;
  }

  public static TopicCatalogue open(Connection connection) {
    connection.requireListener();
    return Failures.explained(
        connection,
        "connecting",
        () -> new TopicCatalogue(connection, Admin.create(connection.clientConfig())));
  }

  /** The number of partitions of each of our topics that is there. */
  public Map<String, Integer> partitions() {
    return asked(
        "listing topics",
        () -> {
          Set<String> names = admin.listTopics().names().get();
          List<String> ours = Topics.ALL.stream().map(Topic::name).filter(names::contains).toList();
          var partitions = new TreeMap<String, Integer>();
          admin
              .describeTopics(ours)
              .allTopicNames()
              .get()
              .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
          return partitions;
        });
  }

  /**
   * Makes the topics that are missing; returns their names.
   *
   * @param replication empty for the broker's default
   */
  public List<String> create(int partitions, Optional<Short> replication) {
    Map<String, Integer> existing = partitions();
    List<NewTopic> missing =
        Topics.ALL.stream()
            .filter(topic -> !existing.containsKey(topic.name()))
            .map(topic ->
                new NewTopic(topic.name(), Optional.of(partitions), replication)
                    .configs(topic.configuration()))
            .toList();
    return asked(
        "creating topics",
        () -> {
          for (var created : admin.createTopics(missing).values().values()) {
            try {
              created.get();
            } catch (ExecutionException e) {
              if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
              }
            }
          }
          return missing.stream().map(NewTopic::name).toList();
        });
  }

  private <T> T asked(String doing, Callable<T> action) {
    try {
      return action.call();
    } catch (ExecutionException e) {
      throw Failures.explain(connection, doing, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("Interrupted while " + doing + ".", e);
    } catch (KafkaException e) {
      throw Failures.explain(connection, doing, e);
    } catch (Exception e) { // what Callable declares; nothing above throws it
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofMillis(500));
  }
}

package dev.walkback.chassis;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of the catalogue that are missing. Several services may do it at once. */
public final class TopicProvisioner {

  private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

  private final KafkaSettings kafka;
  private final TopicSettings topics;
  private volatile boolean done;

  public TopicProvisioner(KafkaSettings kafka, TopicSettings topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * Fails while the topics have not been seen to be there. Until then nobody may ask for one of
   * them: many a broker makes a topic for the asking, with partitions and retention of its own.
   *
   * @throws PublishFailedException when they are not there yet
   */
  void requireTopics() {
    if (!done) {
      throw new PublishFailedException(
          "Expected the topics on %s, but they have not been seen yet"
              .formatted(kafka.bootstrapServers()),
          new IllegalStateException("no topics yet"));
    }
  }

  /**
   * Returns when all topics are there.
   *
   * @throws PublishFailedException when the broker cannot be asked, or topics are missing and may
   *     not be made
   */
  public void provision() {
    try (Admin admin = Admin.create(kafka.admin())) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topics.ALL.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(this::definition)
              .toList();
      if (!missing.isEmpty()) {
        create(admin, missing);
      }
      done = true;
      warnOfUnevenPartitions(admin);
    } catch (ExecutionException e) {
      throw new PublishFailedException(
          "Expected to make sure of the topics on %s, but: %s"
              .formatted(kafka.bootstrapServers(), e.getCause()),
          e);
    } catch (KafkaException e) {
      throw new PublishFailedException(
          "Expected a way to Kafka at %s, but: %s".formatted(kafka.bootstrapServers(), cause(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishFailedException("Interrupted while making sure of the topics", e);
    }
  }

  private static Throwable cause(KafkaException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  private void create(Admin admin, List<NewTopic> missing)
      throws ExecutionException, InterruptedException {
    List<String> names = missing.stream().map(NewTopic::name).toList();
    if (!topics.create()) {
      throw new PublishFailedException(
          "Expected the topics %s, which walkback.topics.create=false forbids to make"
              .formatted(names),
          new IllegalStateException("missing topics"));
    }
    for (var created : admin.createTopics(missing).values().entrySet()) {
      try {
        created.getValue().get();
        LOG.info("topic made topic={} partitions={}", created.getKey(), topics.partitions());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private void warnOfUnevenPartitions(Admin admin) throws ExecutionException, InterruptedException {
    List<String> names = Topics.ALL.stream().map(Topic::name).toList();
    Map<String, TopicDescription> described = admin.describeTopics(names).allTopicNames().get();
    long counts =
        described.values().stream().map(topic -> topic.partitions().size()).distinct().count();
    if (counts > 1) {
      LOG.error(
          "topics have different numbers of partitions; an application must be in the same one"
              + " everywhere topics={}",
          described.values().stream()
              .map(topic -> topic.name() + "=" + topic.partitions().size())
              .sorted()
              .toList());
    }
  }

  private NewTopic definition(Topic topic) {
    Optional<Short> replication =
        topics.replicationFactor() < 1 ? Optional.empty() : Optional.of(topics.replicationFactor());
    return new NewTopic(topic.name(), Optional.of(topics.partitions()), replication)
        .configs(topic.configuration());
  }
}

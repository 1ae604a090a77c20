package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.KafkaSettings;
import dev.walkback.events.topic.Topic;
import dev.walkback.orchestrator.inbound.InputReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether all topics have the same number of partitions. Where they have not, the topics of one
 * application would be read by different instances, each with a state of its own: then nothing is
 * begun.
 */
public final class TopicsFit implements BooleanSupplier, IntSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(TopicsFit.class);

  private final KafkaSettings kafka;
  private volatile int partitions;
  private String said = "";

  public TopicsFit(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** How many partitions every topic has; known once the topics fit. */
  @Override
  public int getAsInt() {
    if (partitions == 0) {
      throw new IllegalStateException("Expected the topics to be looked at first");
    }
    return partitions;
  }

  @Override
  public boolean getAsBoolean() {
    try (Admin admin = Admin.create(kafka.admin())) {
      Map<String, Integer> counts = new TreeMap<>();
      for (TopicDescription topic : admin.describeTopics(names()).allTopicNames().get().values()) {
        counts.put(topic.name(), topic.partitions().size());
      }
      boolean fit = counts.values().stream().distinct().count() == 1;
      if (fit) {
        partitions = counts.values().iterator().next();
      } else {
        say("Expected the same number of partitions everywhere, but found " + counts);
      }
      return fit;
    } catch (ExecutionException | KafkaException e) {
      say("Expected to look at the topics, but failed: " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Once, not every few milliseconds. */
  private void say(String problem) {
    if (!problem.equals(said)) {
      LOG.error("orchestrator does not begin reason=\"{}\"", problem);
      said = problem;
    }
  }

  private static List<String> names() {
    List<Topic> all = new ArrayList<>(InputReader.TOPICS);
    all.addAll(RollbackTopology.OUTPUTS);
    return all.stream().map(Topic::name).toList();
  }
}

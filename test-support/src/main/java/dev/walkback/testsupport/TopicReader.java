package dev.walkback.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all partitions of one topic, or of several, from the beginning, committed records only,
 * without a group, so that it disturbs nobody.
 */
public final class TopicReader implements AutoCloseable {

  /** How long a wait may last before it fails. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  private TopicReader(String topic, KafkaConsumer<String, byte[]> consumer) {
    this.topic = topic;
    this.consumer = consumer;
  }

  public static TopicReader fromBeginning(String bootstrapServers, String... topics) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false);
    var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Arrays.stream(topics)
            .flatMap(topic -> consumer.partitionsFor(topic, DEADLINE).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicReader(String.join(", ", topics), consumer);
  }

  /** All records so far, once there are at least so many. */
  public List<ConsumerRecord<String, byte[]>> await(int count) {
    return awaitAll(records -> records.size() >= count, "at least " + count + " records");
  }

  /** All records so far, once they fulfil the condition. */
  public List<ConsumerRecord<String, byte[]>> awaitAll(
      Predicate<List<ConsumerRecord<String, byte[]>>> condition, String expected) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.test(seen)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "Expected %s on %s within %s, but found %d: %s"
                .formatted(
                    expected,
                    topic,
                    DEADLINE,
                    seen.size(),
                    seen.stream().map(ConsumerRecord::key).toList()));
      }
      consumer.poll(POLL).forEach(seen::add);
    }
    return List.copyOf(seen);
  }

  /** The first record that fulfils the condition, waiting for it. */
  public ConsumerRecord<String, byte[]> awaitFirst(
      Predicate<ConsumerRecord<String, byte[]>> condition, String expected) {
    return awaitAll(records -> records.stream().anyMatch(condition), expected).stream()
        .filter(condition)
        .findFirst()
        .orElseThrow();
  }

  /** Everything that is on the topic now. */
  public List<ConsumerRecord<String, byte[]>> upToNow() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), DEADLINE);
    return awaitAll(
        _ ->
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()),
        "to reach the end");
  }

  @Override
  public void close() {
    consumer.close();
  }
}

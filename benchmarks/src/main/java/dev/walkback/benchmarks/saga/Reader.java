package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.world.Clients;
import dev.walkback.events.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads all of one topic on a thread of its own, committed records only. */
final class Reader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> each;
  private final Thread thread;
  private volatile boolean stopping;

  Reader(Clients clients, Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    this.each = each;
    consumer = clients.consumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread = Thread.ofPlatform().name("read " + topic.name()).start(this::run);
  }

  private void run() {
    try (consumer) {
      while (!stopping) {
        consumer.poll(Duration.ofMillis(100)).forEach(each);
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

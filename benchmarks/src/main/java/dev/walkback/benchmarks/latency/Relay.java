package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.world.Clients;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One hop: takes a record from a topic, writes another one of a given size to the next topic, and
 * then commits. A record begins with its number.
 */
final class Relay implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch assigned = new CountDownLatch(1);
  private volatile boolean stopping;

  private Relay(Clients clients, String topic, Step step) {
    consumer = clients.consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, topic + "-relay"));
    thread = Thread.ofPlatform().name("raw " + topic).unstarted(() -> run(topic, step));
    thread.start();
  }

  /** What is done with what a poll brought. */
  @FunctionalInterface
  private interface Step {

    void on(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records);
  }

  /** At least once: written and acknowledged, then committed without waiting for it. */
  static Relay plain(Clients clients, String from, String to, int size) {
    KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of());
    return new Relay(
        clients,
        from,
        (consumer, records) -> {
          records.forEach(record -> write(producer, to, size, record));
          producer.flush();
          consumer.commitAsync();
        });
  }

  /** Exactly once: what is written and how far was read in one transaction for each poll. */
  static Relay transactional(Clients clients, String from, String to, int size) {
    KafkaProducer<byte[], byte[]> producer = clients.transactional(from + "-relay");
    producer.initTransactions();
    return new Relay(
        clients,
        from,
        (consumer, records) -> {
          producer.beginTransaction();
          records.forEach(record -> write(producer, to, size, record));
          producer.sendOffsetsToTransaction(behind(records), consumer.groupMetadata());
          producer.commitTransaction();
        });
  }

  /** The last hop: tells the number of each record that it has. */
  static Relay sink(Clients clients, String from, LongConsumer arrived) {
    return new Relay(
        clients,
        from,
        (consumer, records) -> {
          records.forEach(record -> arrived.accept(ByteBuffer.wrap(record.value()).getLong()));
          consumer.commitAsync();
        });
  }

  /** Returns when it has partitions to read. */
  void awaitAssigned() throws InterruptedException {
    assigned.await();
  }

  private static void write(
      KafkaProducer<byte[], byte[]> producer,
      String to,
      int size,
      ConsumerRecord<byte[], byte[]> read) {
    var _ = producer.send(new ProducerRecord<>(to, read.key(), record(read.value(), size)));
  }

  private static byte[] record(byte[] number, int size) {
    return ByteBuffer.allocate(size).put(number, 0, Long.BYTES).array();
  }

  private static Map<TopicPartition, OffsetAndMetadata> behind(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    records.forEach(record ->
        offsets.put(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1)));
    return offsets;
  }

  private void run(String topic, Step step) {
    try (consumer) {
      consumer.subscribe(List.of(topic));
      while (!stopping) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!consumer.assignment().isEmpty()) {
          assigned.countDown();
        }
        if (!records.isEmpty()) {
          step.on(consumer, records);
        }
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

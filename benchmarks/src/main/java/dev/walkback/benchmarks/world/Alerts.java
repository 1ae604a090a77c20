package dev.walkback.benchmarks.world;

import dev.walkback.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Raises alerts, and counts in the audit how many rollbacks have ended well. */
public final class Alerts implements AutoCloseable {

  private static final byte[] SUCCEEDED =
      "\"kind\":\"rollback-succeeded\"".getBytes(StandardCharsets.UTF_8);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> audit;
  private int ended;

  /** Reads the audit from its beginning. */
  public Alerts(String kafka) {
    var clients = new Clients(kafka);
    producer = clients.producer(Map.of());
    audit = clients.consumer(Map.of());
    List<TopicPartition> partitions =
        audit.partitionsFor(Topics.AUDIT.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    audit.assign(partitions);
    audit.seekToBeginning(partitions);
  }

  /** Says that an application crash-loops, as Alertmanager does. */
  public void raise(String application) {
    var _ = producer.send(new ProducerRecord<>(Topics.TRIGGERS.name(), Shops.alert(application)));
  }

  /** Waits until so many have ended well; returns how many had by then. */
  public int awaitEnds(int wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (ended < wanted && System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> each : audit.poll(Duration.ofMillis(200))) {
        ended += contains(each.value(), SUCCEEDED) ? 1 : 0;
      }
    }
    return ended;
  }

  private static boolean contains(byte[] whole, byte[] part) {
    return new String(whole, StandardCharsets.UTF_8)
        .contains(new String(part, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
    audit.close();
  }
}

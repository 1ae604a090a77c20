package dev.walkback.testsupport;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records as any client may: well formed or not. Each is acknowledged on return. */
public final class RecordWriter implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 30;
  private static final int FOUR_MIB = 4 * 1024 * 1024;

  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;

  public RecordWriter(String bootstrapServers) {
    this(bootstrapServers, "none");
  }

  /**
   * @param compression by which a record is smaller for the broker than for who reads it
   */
  public RecordWriter(String bootstrapServers, String compression) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "linger.ms",
            0,
            "max.request.size",
            FOUR_MIB,
            "compression.type",
            compression);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Writes an event as Walkback does. */
  public RecordMetadata write(Topic topic, Envelope<? extends Event> envelope) {
    Wire wire = codec.encode(envelope);
    return write(topic.name(), wire.key(), wire.headers(), wire.value());
  }

  public RecordMetadata write(String topic, @Nullable String key, String value) {
    return write(topic, key, Map.of(), value.getBytes(StandardCharsets.UTF_8));
  }

  public RecordMetadata write(
      String topic, @Nullable String key, Map<String, byte[]> headers, byte @Nullable [] value) {
    var record = new ProducerRecord<String, byte[]>(topic, key, value);
    headers.forEach((name, bytes) -> record.headers().add(name, bytes));
    try {
      return producer.send(record).get(DEADLINE_SECONDS, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Expected the record to be written, but found: " + e, e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

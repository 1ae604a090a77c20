package dev.walkback.cli.kafka;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records; each is acknowledged by all in-sync replicas before the call returns. */
public final class TopicSink implements AutoCloseable {

  private final Connection connection;
  private final KafkaProducer<String, byte[]> producer;
  private final EventCodec codec = new EventCodec();

  private TopicSink(Connection connection, KafkaProducer<String, byte[]> producer) {
    this.connection = connection;
    this.producer = producer;
  }

  public static TopicSink open(Connection connection) {
    connection.requireListener();
    Map<String, Object> config = connection.clientConfig();
    config.put("acks", "all");
    config.put("linger.ms", 0);
    config.put("max.block.ms", Connection.TIMEOUT_MILLIS);
    config.put("delivery.timeout.ms", Connection.TIMEOUT_MILLIS);
    config.remove("default.api.timeout.ms");
    return Failures.explained(
        connection,
        "connecting",
        () ->
            new TopicSink(
                connection,
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())));
  }

  public void publish(Topic topic, Envelope<? extends Event> envelope) {
    Wire wire = codec.encode(envelope);
    var record = new ProducerRecord<String, byte[]>(topic.name(), wire.key(), wire.value());
    wire.headers().forEach((name, value) -> record.headers().add(name, value));
    send(topic, record);
  }

  /** Foreign bytes, as an alerting system would write them. */
  public void publish(Topic topic, @Nullable String key, byte[] value) {
    send(topic, new ProducerRecord<>(topic.name(), key, value));
  }

  /** Takes an application's record off a compacted topic. */
  public void remove(Topic topic, ApplicationId application) {
    send(topic, new ProducerRecord<>(topic.name(), application.toString(), null));
  }

  private void send(Topic topic, ProducerRecord<String, byte[]> record) {
    String doing = "writing to " + topic.name();
    try {
      producer.send(record).get(2L * Connection.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw missing(topic, cause)
          ? missingTopic(topic, cause)
          : Failures.explain(connection, doing, cause);
    } catch (KafkaException e) {
      throw missing(topic, e) ? missingTopic(topic, e) : Failures.explain(connection, doing, e);
    } catch (TimeoutException e) {
      throw connection.unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("Interrupted while " + doing + ".", e);
    }
  }

  private static boolean missing(Topic topic, Throwable cause) {
    return String.valueOf(cause.getMessage()).contains(topic.name() + " not present in metadata");
  }

  private CliException missingTopic(Topic topic, Throwable cause) {
    return new CliException(
        "Expected the topic %s on %s, but it does not exist; create Walkback's topics with ./walkback topics create."
            .formatted(topic.name(), connection.servers()),
        cause);
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(500));
  }
}

package dev.walkback.chassis;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One producer for everything that this process says, and the promise that a return means the
 * broker has it.
 */
public final class RecordSender implements AutoCloseable {

  private static final long GRACE_MILLIS = 1_000;

  private final Producer<byte[], byte[]> producer;

  public RecordSender(KafkaSettings settings) {
    this.producer =
        new KafkaProducer<>(
            settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends and waits until all replicas have it.
   *
   * @throws PublishFailedException when that could not be confirmed in time
   * @throws UnpublishableException when it never will be
   */
  public RecordMetadata send(ProducerRecord<byte[], byte[]> outgoing) {
    return send(outgoing, KafkaSettings.SEND_TIMEOUT_MILLIS + GRACE_MILLIS);
  }

  /** The same with a shorter patience; the record may still arrive afterwards. */
  public RecordMetadata send(ProducerRecord<byte[], byte[]> outgoing, long patienceMillis) {
    try {
      Future<RecordMetadata> sent = producer.send(outgoing);
      return sent.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(outgoing, e.getCause());
    } catch (TimeoutException e) {
      throw failure(outgoing, e);
    } catch (KafkaException e) {
      throw failure(outgoing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(outgoing, e);
    }
  }

  private static RuntimeException failure(
      ProducerRecord<byte[], byte[]> outgoing, @Nullable Throwable cause) {
    Throwable reason = cause == null ? new IllegalStateException("unknown") : cause;
    String message =
        "Expected the broker to take a record on %s, but: %s"
            .formatted(outgoing.topic(), reason.getMessage());
    return switch (reason) {
      case RecordTooLargeException _, SerializationException _, InvalidTopicException _ ->
          new UnpublishableException(message, reason);
      default -> new PublishFailedException(message, reason);
    };
  }

  @Override
  public void close() {
    producer.close(java.time.Duration.ofSeconds(2));
  }
}

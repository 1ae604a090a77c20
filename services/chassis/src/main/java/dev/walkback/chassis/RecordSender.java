package dev.walkback.chassis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer for everything that this process says, and the promise that a return means the
 * broker has it. The producer is opened with the first record, and opened again after an error that
 * it cannot get over.
 */
public final class RecordSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecordSender.class);
  private static final long GRACE_MILLIS = 1_000;
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final KafkaSettings settings;
  private final Runnable precondition;
  private @Nullable Producer<byte[], byte[]> open;
  private boolean closed;

  /**
   * Connects to nothing yet.
   *
   * @param precondition throws a {@link PublishFailedException} as long as nothing may be sent
   */
  public RecordSender(KafkaSettings settings, Runnable precondition) {
    this.settings = settings;
    this.precondition = precondition;
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
    precondition.run();
    Producer<byte[], byte[]> producer = null;
    try {
      producer = producer();
      Failpoint.BEFORE_PRODUCE.reach();
      var sent = producer.send(outgoing).get(patienceMillis, TimeUnit.MILLISECONDS);
      Failpoint.AFTER_PRODUCE.reach();
      return sent;
    } catch (ExecutionException e) {
      throw failure(outgoing, e.getCause(), producer);
    } catch (TimeoutException | KafkaException | IllegalStateException e) {
      throw failure(outgoing, e, producer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishFailedException(
          "Interrupted while sending a record to %s".formatted(outgoing.topic()), e);
    }
  }

  /** Learns where a topic lives, so that its first record need not wait for that. */
  void warmUp(String topic) {
    try {
      int partitions = producer().partitionsFor(topic).size();
      LOG.debug("topic={} partitions={}", topic, partitions);
    } catch (KafkaException | IllegalStateException e) {
      LOG.debug("topic={} not known yet", topic, e);
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw new IllegalStateException("the service is being stopped");
    }
    Producer<byte[], byte[]> producer = open;
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
      open = producer;
    }
    return producer;
  }

  private RuntimeException failure(
      ProducerRecord<byte[], byte[]> outgoing,
      @Nullable Throwable cause,
      @Nullable Producer<byte[], byte[]> producer) {
    Throwable reason = cause == null ? new IllegalStateException("unknown") : cause;
    String message =
        "Expected the broker to take a record on %s, but: %s"
            .formatted(outgoing.topic(), reason.getMessage());
    return switch (reason) {
      case RecordTooLargeException _, SerializationException _, InvalidTopicException _ ->
          new UnpublishableException(message, reason);
      case RetriableException _, TimeoutException _ -> new PublishFailedException(message, reason);
      default -> {
        abandon(producer);
        yield new PublishFailedException(message, reason);
      }
    };
  }

  /** Some errors leave a producer unusable for good; the next record gets a fresh one. */
  private synchronized void abandon(@Nullable Producer<byte[], byte[]> producer) {
    if (producer != null && producer.equals(open)) {
      open = null;
      producer.close(Duration.ZERO);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (open != null) {
      open.close(CLOSING);
      open = null;
    }
  }
}

package dev.walkback.chassis;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker how far partitions go, as a reader of committed records sees them. A consumer
 * that consumes nothing: it knows where the partitions live, so that an answer is one round trip.
 */
final class TopicEnds {

  private static final Logger LOG = LoggerFactory.getLogger(TopicEnds.class);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private boolean closed;

  TopicEnds(KafkaSettings settings) {
    this.settings = settings;
  }

  /** The offset after the last record of each; empty where the broker did not say so in time. */
  synchronized Optional<Map<TopicPartition, Long>> now(
      Collection<TopicPartition> partitions, Duration within) throws InterruptedException {
    if (closed) {
      return Optional.empty();
    }
    try {
      return Optional.of(Map.copyOf(consumer().endOffsets(partitions, within)));
    } catch (InterruptException e) {
      boolean _ = Thread.interrupted(); // it comes with the flag set
      var interrupted = new InterruptedException("Interrupted while asking the broker");
      interrupted.initCause(e);
      throw interrupted;
    } catch (KafkaException e) {
      LOG.debug("the broker does not say how far it goes partitions={}", partitions, e);
      return Optional.empty();
    }
  }

  /** Opened late: see {@link BrokerCheck}. */
  private Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> open = consumer;
    if (open == null) {
      open =
          new KafkaConsumer<>(
              settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = open;
    }
    return open;
  }

  synchronized void close() {
    closed = true;
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(CLOSING));
      consumer = null;
    }
  }
}

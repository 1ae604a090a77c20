package dev.walkback.notifier.outbound.kafka;

import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.PublishFailedException;
import dev.walkback.chassis.RecordSender;
import dev.walkback.chassis.UnpublishableException;
import dev.walkback.events.topic.Topics;
import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.CorrespondenceStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Correspondences on the compacted topic {@code walkback.notifier-threads}, key: the application.
 * It has as many partitions as the audit, so an application's correspondence is in the same one.
 */
public final class TopicCorrespondenceStore implements CorrespondenceStore {

  private static final Logger log = LoggerFactory.getLogger(TopicCorrespondenceStore.class);
  private static final String TOPIC = Topics.NOTIFIER_THREADS.name();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(20);

  private final KafkaSettings kafka;
  private final RecordSender sender;
  private final CorrespondenceCodec codec = new CorrespondenceCodec();

  public TopicCorrespondenceStore(KafkaSettings kafka, RecordSender sender) {
    this.kafka = kafka;
    this.sender = sender;
  }

  @Override
  public void save(Correspondence correspondence) {
    byte[] key = correspondence.application().toString().getBytes(StandardCharsets.UTF_8);
    try {
      sender.send(new ProducerRecord<>(TOPIC, key, codec.encode(correspondence)));
    } catch (PublishFailedException | UnpublishableException e) {
      throw new UnavailableException(
          "Cannot save what people were told about %s: %s"
              .formatted(correspondence.application(), e.getMessage()),
          e);
    }
  }

  @Override
  public List<Correspondence> load(int partition) {
    var here = new TopicPartition(TOPIC, partition);
    try (var consumer =
        new KafkaConsumer<>(
            kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(here));
      consumer.seekToBeginning(List.of(here));
      long end = consumer.endOffsets(List.of(here), LOAD_TIMEOUT).getOrDefault(here, 0L);
      return read(consumer, here, end);
    } catch (KafkaException e) {
      throw new UnavailableException(
          "Cannot read what people were told, from %s-%d: %s"
              .formatted(TOPIC, partition, e.getMessage()),
          e);
    }
  }

  private List<Correspondence> read(
      KafkaConsumer<String, byte[]> consumer, TopicPartition here, long end) {
    Map<String, Correspondence> newest = new HashMap<>();
    long deadline = System.nanoTime() + LOAD_TIMEOUT.toNanos();
    while (consumer.position(here, LOAD_TIMEOUT) < end) {
      if (System.nanoTime() - deadline > 0) {
        throw new UnavailableException(
            "Cannot read what people were told: %s did not come to its end within %s"
                .formatted(here, LOAD_TIMEOUT),
            new IllegalStateException("position " + consumer.position(here) + " of " + end));
      }
      for (ConsumerRecord<String, byte[]> found : consumer.poll(POLL)) {
        read(found.key(), found.value())
            .ifPresentOrElse(
                kept -> newest.merge(found.key(), kept, Correspondence::orLater),
                () -> newest.remove(found.key()));
      }
    }
    return List.copyOf(newest.values());
  }

  /** What cannot be read is forgotten: at worst something is told twice. */
  private Optional<Correspondence> read(@Nullable String key, byte @Nullable [] value) {
    if (key == null || value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(codec.decode(value));
    } catch (JacksonException e) {
      log.warn(
          "Expected a correspondence for {} on {}, but found something else: {}",
          key,
          TOPIC,
          e.getOriginalMessage());
      return Optional.empty();
    }
  }
}

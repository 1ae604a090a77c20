package dev.walkback.chassis;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where a view reads, and its clock.
 *
 * @param consumers opens one
 * @param ends how far the broker has come
 */
record Source(Supplier<Consumer<byte[], byte[]>> consumers, TopicEnds ends, InstantSource clock) {

  static Source of(KafkaSettings settings) {
    return new Source(
        () ->
            new KafkaConsumer<>(
                settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        new TopicEnds(settings),
        InstantSource.system());
  }
}

package dev.walkback.chassis;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes events on the topics where they belong. */
public final class EventPublisher {

  private final RecordSender sender;
  private final EventCodec codec;

  public EventPublisher(RecordSender sender, EventCodec codec) {
    this.sender = sender;
    this.codec = codec;
  }

  /**
   * Returns when all replicas have the event.
   *
   * @throws PublishFailedException when that could not be confirmed; publishing the same event
   *     again is safe
   * @throws UnpublishableException when the broker will never take it
   * @throws IllegalArgumentException when the event does not belong on the topic
   */
  public void publish(Topic topic, Envelope<? extends Event> envelope) {
    if (topic.families().stream().noneMatch(family -> family.isInstance(envelope.data()))) {
      throw new IllegalArgumentException(
          "Expected an event of %s on %s, but found %s"
              .formatted(topic.families(), topic.name(), envelope.data().getClass().getName()));
    }
    sender.send(toRecord(topic.name(), codec.encode(envelope)));
  }

  static ProducerRecord<byte[], byte[]> toRecord(String topic, Wire wire) {
    var outgoing =
        new ProducerRecord<>(topic, wire.key().getBytes(StandardCharsets.UTF_8), wire.value());
    wire.headers().forEach((name, value) -> outgoing.headers().add(name, value));
    return outgoing;
  }
}

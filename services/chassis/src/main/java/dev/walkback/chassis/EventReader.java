package dev.walkback.chassis;

import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;

/** Reads records of a topic and says what is wrong with those that do not belong on it. */
public final class EventReader {

  private final EventCodec codec;

  public EventReader(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * An event of the topic's family, or why it is none: too large, broken, or of another family.
   * Never throws on what it reads.
   */
  public Decoded read(Topic topic, InboundRecord inbound) {
    byte[] value = inbound.value();
    int limit = limitBytes(topic);
    if (value != null && value.length > limit) {
      return new Decoded.Unreadable(
          "Expected at most %d bytes on %s, but found %d"
              .formatted(limit, topic.name(), value.length));
    }
    Decoded decoded = codec.decode(inbound.headers(), value);
    if (decoded instanceof Decoded.Read read
        && topic.families().stream()
            .noneMatch(family -> family.isInstance(read.envelope().data()))) {
      return new Decoded.Unreadable(
          "Expected an event of %s, but found %s"
              .formatted(topic.name(), read.envelope().data().getClass().getSimpleName()));
    }
    return decoded;
  }

  /** Strangers write triggers and commands, so less is taken from them than from ourselves. */
  static int limitBytes(Topic topic) {
    return topic.equals(Topics.TRIGGERS) || topic.equals(Topics.COMMANDS)
        ? Topics.MAX_INPUT_BYTES
        : topic.maxMessageBytes();
  }
}

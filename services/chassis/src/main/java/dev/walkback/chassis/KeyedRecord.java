package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.topic.Topic;

/** What a record of a compacted topic means for its key. */
sealed interface KeyedRecord {

  /** This counts from now on. */
  record Changed(Event event) implements KeyedRecord {}

  /** Nothing counts any more. */
  record Removed(ApplicationId key) implements KeyedRecord {}

  /** It cannot be read: what was there before still counts. */
  record Unreadable(String reason) implements KeyedRecord {}

  /** Never throws on what it reads. */
  static KeyedRecord of(InboundRecord inbound, Topic topic, EventReader reader) {
    ApplicationId key;
    try {
      key = ApplicationId.parse(String.valueOf(inbound.key()));
    } catch (IllegalArgumentException e) {
      return new Unreadable("Expected an application as the key, but found " + inbound.key());
    }
    if (inbound.value() == null) {
      return new Removed(key);
    }
    return switch (reader.read(topic, inbound)) {
      case Decoded.Read read when read.envelope().application().equals(key) ->
          new Changed(read.envelope().data());
      case Decoded.Read read ->
          new Unreadable(
              "Expected the key %s, but found %s".formatted(read.envelope().application(), key));
      case Decoded.Foreign() ->
          new Unreadable("Expected a CloudEvent, but found none of its headers");
      case Decoded.Unreadable(String reason) -> new Unreadable(reason);
    };
  }
}

package dev.walkback.events.codec;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;

/** What came of reading a record. */
public sealed interface Decoded {

  /** An event of ours. */
  record Read(Envelope<? extends Event> envelope) implements Decoded {}

  /** Not a CloudEvent; perhaps foreign JSON that someone else can read. */
  record Foreign() implements Decoded {}

  /** A CloudEvent that cannot be read: what was expected and what was found. */
  record Unreadable(String reason) implements Decoded {}
}

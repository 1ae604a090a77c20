package dev.walkback.events.topic;

import dev.walkback.events.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One topic: its name, the families of events on it, and how it keeps them. The key is always the
 * application.
 *
 * @param families what may be found on it; empty where foreign bytes are allowed beside ours
 */
public record Topic(
    String name, List<Class<? extends Event>> families, Retention retention, int maxMessageBytes) {

  public Topic {
    families = List.copyOf(families);
  }

  /** How a broker is to keep it, by Kafka's own names; all else is left to the broker. */
  public Map<String, String> configuration() {
    String size = Integer.toString(maxMessageBytes);
    return switch (retention) {
      case WEEK ->
          Map.of(
              "max.message.bytes",
              size,
              "retention.ms",
              Long.toString(Duration.ofDays(7).toMillis()));
      case FOREVER ->
          Map.of("max.message.bytes", size, "retention.ms", "-1", "retention.bytes", "-1");
      case LATEST_PER_KEY -> Map.of("max.message.bytes", size, "cleanup.policy", "compact");
    };
  }

  /** How long records stay. */
  public enum Retention {
    /** Seven days: work in flight and what led to it. */
    WEEK,
    /** For ever: the audit, and what nobody could read. */
    FOREVER,
    /** The newest record of each key, for ever. */
    LATEST_PER_KEY
  }
}

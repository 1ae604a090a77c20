package dev.walkback.events.topic;

import dev.walkback.events.Event;
import java.util.List;

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

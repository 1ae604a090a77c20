package dev.walkback.notifier.core;

import java.time.Duration;
import java.util.Optional;

/**
 * The limits of telling.
 *
 * @param defaultChannel where to tell what belongs to no rollback with a channel of its own
 * @param fleetChannel where to tell what concerns many applications; empty: in the default channel
 * @param noticeInterval of one application and one reason at most one notice in this time
 * @param joinInterval of one rollback at most one reply about joined triggers in this time
 * @param maxAge what happened longer ago is history, not news: a new notifier does not tell the
 *     whole audit
 */
public record Rules(
    Optional<String> defaultChannel,
    Optional<String> fleetChannel,
    Duration noticeInterval,
    Duration joinInterval,
    Duration maxAge) {

  public Rules {
    if (noticeInterval.isNegative() || joinInterval.isNegative() || !maxAge.isPositive()) {
      throw new IllegalArgumentException(
          "Expected intervals of at least 0 and a positive maximum age, but found notice interval %s, join interval %s, maximum age %s"
              .formatted(noticeInterval, joinInterval, maxAge));
    }
  }

  /** Without a channel of its own for what concerns many applications. */
  public Rules(
      Optional<String> defaultChannel,
      Duration noticeInterval,
      Duration joinInterval,
      Duration maxAge) {
    this(defaultChannel, Optional.empty(), noticeInterval, joinInterval, maxAge);
  }

  /** The same for an application whose policy names a channel, or none. */
  public Rules within(Optional<String> channel) {
    return new Rules(
        channel.or(() -> defaultChannel), fleetChannel, noticeInterval, joinInterval, maxAge);
  }
}

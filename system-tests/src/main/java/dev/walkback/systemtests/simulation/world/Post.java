package dev.walkback.systemtests.simulation.world;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import java.util.Optional;

/**
 * One record of the log.
 *
 * @param envelope what it holds; in histories that travel as bytes it was read back from them
 * @param wire its bytes, where somebody made them
 * @param visibleAt before that no consumer sees it
 */
public record Post(
    Topic topic,
    int partition,
    long offset,
    Envelope<? extends Event> envelope,
    Optional<Wire> wire,
    long visibleAt) {

  public String key() {
    return envelope.application().toString();
  }

  public String position() {
    return topic.name() + "-" + partition + "@" + offset;
  }
}

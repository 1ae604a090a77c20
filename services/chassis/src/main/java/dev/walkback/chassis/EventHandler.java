package dev.walkback.chassis;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;

/**
 * What a service does with one event. Called again with the same event after a crash: the effect
 * must be there only once.
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Returns when the work is done and its outcome is published. May take minutes.
   *
   * @throws InterruptedException when the work was taken away; it is given to somebody again
   */
  void handle(Envelope<? extends Event> envelope) throws InterruptedException;
}

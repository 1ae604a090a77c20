package dev.walkback.events;

import java.time.Instant;

/**
 * A trigger in one line, carried through the whole rollback.
 *
 * @param origin an alert or an operator's command
 * @param name the alert's name, or who gave the command
 * @param text what it said: the alert's summary, or the operator's reason; untrusted, to be escaped
 *     where it is shown
 * @param at when it began
 * @param receivedAt when Walkback had it
 */
public record TriggerSummary(
    TriggerId id, Origin origin, String name, String text, Instant at, Instant receivedAt) {

  /** Where a trigger came from. */
  public enum Origin {
    ALERT,
    COMMAND
  }
}

package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What makes a trigger this one: for an alert its fingerprint and the time at which it began, so
 * that repeats are the same trigger; for a command the identity of its event.
 */
public record TriggerId(@JsonValue String value) {

  /** The source of what our own command line says; its ids are unique without it. */
  public static final String COMMAND_LINE = "/walkback/cli";

  @JsonCreator
  public TriggerId {
    if (value.isBlank() || value.length() > 300) {
      throw new IllegalArgumentException(
          "Expected a trigger id of 1 to 300 characters, but found %d".formatted(value.length()));
    }
  }

  /** Two clients may use the same id; a source has no space in it, so that nothing is mixed up. */
  public static TriggerId ofCommand(String id, String source) {
    return new TriggerId(source.equals(COMMAND_LINE) ? id : source + " " + id);
  }

  @Override
  public String toString() {
    return value;
  }
}

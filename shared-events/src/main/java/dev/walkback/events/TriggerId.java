package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What makes a trigger this one: for an alert its fingerprint and the time at which it began, so
 * that repeats are the same trigger; for a command the id of its event.
 */
public record TriggerId(@JsonValue String value) {

  @JsonCreator
  public TriggerId {
    if (value.isBlank() || value.length() > 300) {
      throw new IllegalArgumentException(
          "Expected a trigger id of 1 to 300 characters, but found %d".formatted(value.length()));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

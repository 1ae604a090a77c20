package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One rollback. Derived from its application and trigger, so that the same trigger can never name
 * two rollbacks.
 */
public record RollbackId(@JsonValue String value) {

  private static final int DIGITS = 12;

  @JsonCreator
  public RollbackId {
    if (!Hexadecimal.follows(value, "rb-", DIGITS)) {
      throw new IllegalArgumentException(
          "Expected a rollback as rb- and 12 hexadecimal digits, but found '%s'".formatted(value));
    }
  }

  public static RollbackId of(ApplicationId application, TriggerId trigger) {
    String digest = ContentDigest.of(application + "|" + trigger).value();
    return new RollbackId(
        "rb-" + digest.substring("sha256:".length(), "sha256:".length() + DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}

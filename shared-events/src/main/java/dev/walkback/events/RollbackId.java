package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * One rollback. Derived from its application and trigger, so that the same trigger can never name
 * two rollbacks.
 */
public record RollbackId(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("rb-[0-9a-f]{12}");

  @JsonCreator
  public RollbackId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Expected a rollback as rb- and 12 hexadecimal digits, but found '%s'".formatted(value));
    }
  }

  public static RollbackId of(ApplicationId application, TriggerId trigger) {
    String digest = ContentDigest.of(application + "|" + trigger).value();
    return new RollbackId("rb-" + digest.substring("sha256:".length(), "sha256:".length() + 12));
  }

  @Override
  public String toString() {
    return value;
  }
}

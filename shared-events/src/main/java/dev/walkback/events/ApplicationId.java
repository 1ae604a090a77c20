package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An application: what is rolled back as one. Written {@code namespace/name}, which is also the key
 * of every record about it.
 */
public record ApplicationId(String namespace, String name) implements Comparable<ApplicationId> {

  public ApplicationId {
    if (namespace.isBlank() || name.isBlank() || namespace.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "Expected an application as namespace/name, but found '%s/%s'"
              .formatted(namespace, name));
    }
  }

  @JsonCreator
  public static ApplicationId parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      throw new IllegalArgumentException(
          "Expected an application as namespace/name, for instance production/backend, but found '%s'"
              .formatted(text));
    }
    return new ApplicationId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(ApplicationId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  @JsonValue
  public String toString() {
    return namespace + "/" + name;
  }
}

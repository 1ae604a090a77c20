package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An application: what is rolled back as one. Written {@code namespace/name}, which is also the key
 * of every record about it.
 */
public record ApplicationId(String namespace, String name) implements Comparable<ApplicationId> {

  /** The scope of what holds for all applications; never an application itself. */
  public static final ApplicationId EVERYTHING = new ApplicationId("*", "*");

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

  /** The scope of what holds for all applications of a namespace. */
  public static ApplicationId everythingIn(String namespace) {
    return new ApplicationId(namespace, "*");
  }

  /** What guards a resource that several applications use, for instance a database. */
  public static ApplicationId resource(String name) {
    return new ApplicationId("*", name);
  }

  /** Whether it names no single application: a Kubernetes name is never a star. */
  @JsonIgnore
  public boolean isScope() {
    return namespace.equals("*") || name.equals("*");
  }

  /** Whether what holds for this holds for the other one too. */
  public boolean covers(ApplicationId other) {
    return equals(EVERYTHING)
        || equals(other)
        || (name.equals("*") && namespace.equals(other.namespace));
  }

  /** For people: an application by its name, a scope by what it covers. */
  public String inWords() {
    if (equals(EVERYTHING)) {
      return "everything";
    }
    if (namespace.equals("*")) {
      return "the shared " + name;
    }
    return name.equals("*") ? "everything in namespace " + namespace : toString();
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

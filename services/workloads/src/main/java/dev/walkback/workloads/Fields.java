package dev.walkback.workloads;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * Fields of an API object, where every one may be missing. Absent, null and of another type read
 * the same, so that no object of a cluster can break a reader.
 */
final class Fields {

  private Fields() {}

  static Optional<String> text(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found.isString() ? Optional.of(found.asString()) : Optional.empty();
  }

  static String textOrEmpty(JsonNode node, String... path) {
    return text(node, path).orElse("");
  }

  /** The number, or 0 where there is none: what the API itself means by leaving it out. */
  static long number(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found.isNumber() ? found.asLong() : 0;
  }

  static OptionalInt count(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found.isNumber() ? OptionalInt.of(found.asInt()) : OptionalInt.empty();
  }

  static boolean flag(JsonNode node, String... path) {
    return at(node, path).asBoolean(false);
  }

  static Optional<Instant> time(JsonNode node, String... path) {
    return text(node, path).flatMap(Fields::parseTime);
  }

  static List<JsonNode> list(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    List<JsonNode> items = new ArrayList<>();
    if (found.isArray()) {
      found.forEach(items::add);
    }
    return items;
  }

  static JsonNode at(JsonNode node, String... path) {
    JsonNode found = node;
    for (String name : path) {
      found = found.path(name);
    }
    return found;
  }

  static Optional<String> annotation(JsonNode object, String name) {
    return text(object, "metadata", "annotations", name);
  }

  /** Whether the object belongs to the controller with this uid, which no name can fake. */
  static boolean isControlledBy(JsonNode object, String uid) {
    return controller(object).filter(owner -> textOrEmpty(owner, "uid").equals(uid)).isPresent();
  }

  static Optional<JsonNode> controller(JsonNode object) {
    return list(object, "metadata", "ownerReferences").stream()
        .filter(owner -> flag(owner, "controller"))
        .findFirst();
  }

  private static Optional<Instant> parseTime(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps {@code metadata.managedFields}: who wrote which field last. Simpler than the real one: only
 * the operation {@code Update}, and a list is one field, not one per element.
 */
final class ManagedFields {
  private ManagedFields() {}

  /** Who writes, and when. */
  record Author(String manager, String subresource, String time) {}

  static void record(@Nullable ObjectNode before, ObjectNode after, Author author) {
    ObjectNode written = Json.object();
    compare(owned(before == null ? Json.object() : before), owned(after), written);
    ArrayNode entries =
        before == null
            ? Json.array()
            : Json.at(before, "metadata", "managedFields").deepCopy() instanceof ArrayNode a
                ? a
                : Json.array();
    if (!written.isEmpty()) {
      ObjectNode own = entryOf(entries, author, Json.text(after, "apiVersion"));
      for (JsonNode entry : entries) {
        subtract(Json.child((ObjectNode) entry, "fieldsV1"), written);
      }
      merge(Json.child(own, "fieldsV1"), written);
      own.put("time", author.time());
      entries.removeIf(e -> Json.at(e, "fieldsV1").isEmpty());
    }
    Json.child(after, "metadata").set("managedFields", entries);
  }

  private static ObjectNode entryOf(ArrayNode entries, Author author, String apiVersion) {
    for (JsonNode entry : entries) {
      if (Json.text(entry, "manager").equals(author.manager())
          && Json.text(entry, "subresource").equals(author.subresource())) {
        return (ObjectNode) entry;
      }
    }
    ObjectNode entry =
        entries
            .addObject()
            .put("manager", author.manager())
            .put("operation", "Update")
            .put("apiVersion", apiVersion)
            .put("fieldsType", "FieldsV1");
    if (!author.subresource().isEmpty()) {
      entry.put("subresource", author.subresource());
    }
    return entry;
  }

  /** The part of the object that has owners: everything but identity and bookkeeping. */
  private static ObjectNode owned(ObjectNode object) {
    ObjectNode rest = Json.object();
    object
        .properties()
        .forEach(e -> {
          if (!e.getKey().equals("apiVersion")
              && !e.getKey().equals("kind")
              && !e.getKey().equals("metadata")) {
            rest.set(e.getKey(), e.getValue());
          }
        });
    for (String field : new String[] {"labels", "annotations", "ownerReferences", "finalizers"}) {
      JsonNode value = Json.at(object, "metadata", field);
      if (!value.isEmpty()) {
        Json.child(rest, "metadata").set(field, value);
      }
    }
    return rest;
  }

  private static void compare(JsonNode before, JsonNode after, ObjectNode written) {
    after
        .properties()
        .forEach(e -> {
          JsonNode old = before.path(e.getKey());
          if (e.getValue().equals(old)) {
            return;
          }
          ObjectNode field = written.putObject("f:" + e.getKey());
          if (e.getValue().isObject()) {
            compare(old, e.getValue(), field);
          }
        });
  }

  private static void subtract(ObjectNode owned, ObjectNode taken) {
    taken
        .properties()
        .forEach(e -> {
          if (!(owned.get(e.getKey()) instanceof ObjectNode mine)) {
            return;
          }
          if (!e.getValue().isEmpty()) {
            subtract(mine, (ObjectNode) e.getValue());
          }
          if (mine.isEmpty() || e.getValue().isEmpty()) {
            owned.remove(e.getKey());
          }
        });
  }

  private static void merge(ObjectNode into, JsonNode fields) {
    fields.properties().forEach(e -> merge(Json.child(into, e.getKey()), e.getValue()));
  }
}

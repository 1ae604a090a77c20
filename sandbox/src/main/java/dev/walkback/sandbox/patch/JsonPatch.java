package dev.walkback.sandbox.patch;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902). A failed {@code test} or a missing path is 422, as the API answers it. */
public final class JsonPatch {
  private JsonNode document;

  private JsonPatch(ObjectNode document) {
    this.document = document.deepCopy();
  }

  /** The patched copy; all operations or none. */
  public static ObjectNode apply(ObjectNode document, JsonNode operations) {
    if (!operations.isArray()) {
      throw ApiFailure.badRequest("a JSON Patch is an array of operations");
    }
    JsonPatch patch = new JsonPatch(document);
    operations.forEach(patch::step);
    if (patch.document instanceof ObjectNode patched) {
      return patched;
    }
    throw unprocessable("the patch replaces the whole object by something else");
  }

  private void step(JsonNode operation) {
    String path = Json.text(operation, "path");
    switch (Json.text(operation, "op")) {
      case "add" -> add(path, value(operation));
      case "replace" -> {
        existing(path);
        set(path, value(operation));
      }
      case "remove" -> remove(path);
      case "test" -> test(path, value(operation));
      case "copy" -> add(path, existing(Json.text(operation, "from")).deepCopy());
      case "move" -> {
        JsonNode moved = existing(Json.text(operation, "from"));
        remove(Json.text(operation, "from"));
        add(path, moved);
      }
      default ->
          throw ApiFailure.badRequest(
              "unexpected kind of operation: " + Json.text(operation, "op"));
    }
  }

  private static JsonNode value(JsonNode operation) {
    JsonNode value = operation.get("value");
    return value == null ? Json.MAPPER.nullNode() : value;
  }

  private void test(String path, JsonNode wanted) {
    JsonNode found = at(path);
    boolean same = found == null ? wanted.isNull() : sameContent(found, wanted);
    if (!same) {
      throw unprocessable("testing path " + path + " failed");
    }
  }

  private static boolean sameContent(JsonNode a, JsonNode b) {
    return Json.canonical(a).equals(Json.canonical(b));
  }

  private void add(String path, JsonNode value) {
    if (path.isEmpty()) {
      document = value;
    } else if (parent(path) instanceof ArrayNode array) {
      String last = last(path);
      int index = last.equals("-") ? array.size() : index(path, last, array.size());
      array.insert(index, value);
    } else {
      set(path, value);
    }
  }

  private void set(String path, JsonNode value) {
    switch (parent(path)) {
      case ObjectNode object -> object.set(last(path), value);
      case ArrayNode array -> array.set(index(path, last(path), array.size() - 1), value);
      default -> throw missing(path);
    }
  }

  private void remove(String path) {
    existing(path);
    switch (parent(path)) {
      case ObjectNode object -> object.remove(last(path));
      case ArrayNode array -> array.remove(index(path, last(path), array.size() - 1));
      default -> throw missing(path);
    }
  }

  private JsonNode parent(String path) {
    JsonNode parent = document.at(pointer(path).head());
    if (parent.isContainer()) {
      return parent;
    }
    throw missing(path);
  }

  private JsonNode existing(String path) {
    JsonNode found = at(path);
    if (found == null) {
      throw missing(path);
    }
    return found;
  }

  private @Nullable JsonNode at(String path) {
    JsonNode found = document.at(pointer(path));
    return found.isMissingNode() ? null : found;
  }

  private static JsonPointer pointer(String path) {
    try {
      return JsonPointer.compile(path);
    } catch (IllegalArgumentException e) {
      throw ApiFailure.badRequest("not a JSON pointer: " + Json.shorten(path));
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  private static int index(String path, String text, int max) {
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > max) {
      throw missing(path);
    }
    return Integer.parseInt(text);
  }

  private static ApiFailure missing(String path) {
    return unprocessable("path does not exist: " + path);
  }

  private static ApiFailure unprocessable(String why) {
    return ApiFailure.of(
        422, "Invalid", "the server rejected our request due to an error in our request: " + why);
  }
}

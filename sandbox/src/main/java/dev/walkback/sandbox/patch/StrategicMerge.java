package dev.walkback.sandbox.patch;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Strategic merge patch for the kinds that the sandbox serves: lists with a merge key are merged by
 * it, other lists are replaced; {@code $patch: replace|delete|merge}, {@code $setElementOrder} and
 * {@code $deleteFromPrimitiveList} and {@code $retainKeys} are understood.
 */
public final class StrategicMerge {
  private static final Map<String, String> MERGE_KEYS =
      Map.of(
          "containers",
          "name",
          "initContainers",
          "name",
          "ephemeralContainers",
          "name",
          "volumes",
          "name",
          "env",
          "name",
          "imagePullSecrets",
          "name",
          "volumeMounts",
          "mountPath",
          "ownerReferences",
          "uid",
          "conditions",
          "type",
          "hostAliases",
          "ip");
  private static final String DIRECTIVE = "$patch";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
  private static final String RETAIN = "$retainKeys";

  private StrategicMerge() {}

  public static ObjectNode apply(ObjectNode document, ObjectNode patch) {
    ObjectNode patched = document.deepCopy();
    merge(patched, patch);
    return patched;
  }

  private static void merge(ObjectNode into, ObjectNode patch) {
    switch (Json.text(patch, DIRECTIVE)) {
      case "replace" -> into.removeAll();
      case "delete" -> {
        into.removeAll();
        return;
      }
      case "", "merge" -> {}
      default -> throw ApiFailure.badRequest("unknown patch directive " + patch.get(DIRECTIVE));
    }
    if (patch.get(RETAIN) instanceof ArrayNode kept) {
      into.retain(kept.valueStream().map(JsonNode::asString).toList());
    }
    patch.properties().forEach(e -> field(into, patch, e.getKey(), e.getValue()));
  }

  private static void field(ObjectNode into, ObjectNode patch, String name, JsonNode value) {
    if (name.startsWith(DELETE_VALUES)) {
      if (into.get(name.substring(DELETE_VALUES.length())) instanceof ArrayNode list) {
        list.removeIf(e -> value.valueStream().anyMatch(e::equals));
      }
    } else if (name.startsWith(ORDER)) {
      if (!patch.has(name.substring(ORDER.length()))) {
        order(into, name.substring(ORDER.length()), value);
      }
    } else if (name.equals(DIRECTIVE) || name.equals(RETAIN)) {
      return;
    } else if (value.isNull()) {
      into.remove(name);
    } else if (value instanceof ObjectNode fields) {
      merge(into.get(name) instanceof ObjectNode old ? old : into.putObject(name), fields);
    } else if (value instanceof ArrayNode elements) {
      list(into, name, elements);
      if (patch.get(ORDER + name) instanceof ArrayNode wanted) {
        order(into, name, wanted);
      }
    } else {
      into.set(name, value);
    }
  }

  private static void list(ObjectNode into, String name, ArrayNode elements) {
    boolean replaced =
        elements.valueStream().anyMatch(e -> Json.text(e, DIRECTIVE).equals("replace"));
    String key = mergeKey(name, elements);
    ArrayNode target = Json.array();
    if (into.get(name) instanceof ArrayNode old
        && !replaced
        && (key != null || name.equals("finalizers"))) {
      target.addAll(old);
    }
    for (JsonNode element : elements) {
      if (key == null || !(element instanceof ObjectNode object)) {
        boolean twice = name.equals("finalizers") && target.valueStream().anyMatch(element::equals);
        if (!twice) {
          target.add(element);
        }
      } else if (!object.has(DIRECTIVE) || !Json.text(object, DIRECTIVE).equals("replace")) {
        mergeElement(target, key, object);
      }
    }
    into.set(name, target);
  }

  private static void mergeElement(ArrayNode target, String key, ObjectNode element) {
    if (!element.has(key)) {
      throw ApiFailure.badRequest(
          "map: " + element + " does not contain declared merge key: " + key);
    }
    ObjectNode old = find(target, key, element.get(key));
    if (Json.text(element, DIRECTIVE).equals("delete")) {
      target.removeIf(e -> e.path(key).equals(element.get(key)));
    } else {
      merge(old == null ? target.addObject() : old, element);
    }
  }

  private static @Nullable ObjectNode find(ArrayNode list, String key, JsonNode value) {
    for (JsonNode element : list) {
      if (element instanceof ObjectNode object && object.path(key).equals(value)) {
        return object;
      }
    }
    return null;
  }

  private static @Nullable String mergeKey(String name, ArrayNode elements) {
    if (name.equals("ports")) {
      boolean container = elements.valueStream().anyMatch(e -> e.has("containerPort"));
      return container ? "containerPort" : "port";
    }
    return MERGE_KEYS.get(name);
  }

  private static void order(ObjectNode into, String name, JsonNode wanted) {
    if (!(into.get(name) instanceof ArrayNode list)) {
      return;
    }
    String key = mergeKey(name, list);
    List<JsonNode> rest = new ArrayList<>(list.valueStream().toList());
    ArrayNode ordered = Json.array();
    for (JsonNode next : wanted) {
      rest.stream()
          .filter(e -> key == null ? e.equals(next) : e.path(key).equals(next.path(key)))
          .findFirst()
          .ifPresent(e -> {
            ordered.add(e);
            rest.remove(e);
          });
    }
    ordered.addAll(rest);
    into.set(name, ordered);
  }
}

package dev.walkback.sandbox.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Short words for reading and building JSON trees. Reading never fails: what is absent is empty.
 */
public final class Json {
  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Parses one JSON object; anything else is a bad request. */
  public static ObjectNode parseObject(String text) {
    if (parse(text) instanceof ObjectNode object) {
      return object;
    }
    throw ApiFailure.badRequest("expected a JSON object, found " + shorten(text));
  }

  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (tools.jackson.core.JacksonException e) {
      throw ApiFailure.badRequest("the body is not JSON: " + e.getOriginalMessage());
    }
  }

  public static ObjectNode copy(JsonNode node) {
    return node instanceof ObjectNode object ? object.deepCopy() : object();
  }

  public static JsonNode at(JsonNode node, String... names) {
    JsonNode here = node;
    for (String name : names) {
      here = here.path(name);
    }
    return here.isNull() ? MissingNode.getInstance() : here;
  }

  public static String text(JsonNode node, String... names) {
    return at(node, names).asString("");
  }

  public static int number(JsonNode node, int fallback, String... names) {
    return at(node, names).asInt(fallback);
  }

  public static boolean flag(JsonNode node, String... names) {
    return at(node, names).asBoolean(false);
  }

  /** The object at this path, created where it is absent. */
  public static ObjectNode child(ObjectNode node, String... names) {
    ObjectNode here = node;
    for (String name : names) {
      here = here.get(name) instanceof ObjectNode next ? next : here.putObject(name);
    }
    return here;
  }

  public static List<JsonNode> items(JsonNode node, String... names) {
    return at(node, names).valueStream().toList();
  }

  public static Map<String, String> strings(JsonNode node, String... names) {
    Map<String, String> found = new TreeMap<>();
    at(node, names).properties().forEach(e -> found.put(e.getKey(), e.getValue().asString("")));
    return found;
  }

  public static ObjectNode fromStrings(Map<String, String> values) {
    ObjectNode node = object();
    values.forEach(node::put);
    return node;
  }

  /** Equal content gives an equal text, whatever the order in which fields were written. */
  public static String canonical(JsonNode node) {
    StringBuilder out = new StringBuilder();
    canonical(node, out);
    return out.toString();
  }

  private static void canonical(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      out.append('{');
      node.properties().stream()
          .sorted(Comparator.comparing(Map.Entry::getKey))
          .forEach(e -> {
            out.append(MAPPER.writeValueAsString(e.getKey())).append(':');
            canonical(e.getValue(), out);
            out.append(',');
          });
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      node.forEach(e -> {
        canonical(e, out);
        out.append(',');
      });
      out.append(']');
    } else {
      out.append(node);
    }
  }

  /** For error messages: the beginning is enough to recognise it. */
  public static String shorten(String text) {
    return text.length() <= 80 ? '"' + text + '"' : '"' + text.substring(0, 80) + "…\"";
  }
}

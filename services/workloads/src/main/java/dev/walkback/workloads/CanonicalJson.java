package dev.walkback.workloads;

import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON of which there is only one spelling: names sorted, nulls left out (the API does not tell
 * them from absent), everything else as it is. An empty object stays, because an empty selector
 * differs from none.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      writeObject(node, out);
    } else if (node.isArray()) {
      writeArray(node, out);
    } else {
      out.append(node);
    }
  }

  private static void writeObject(JsonNode node, StringBuilder out) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    sorted.values().removeIf(JsonNode::isNull);
    String separator = "{";
    for (var entry : sorted.entrySet()) {
      out.append(separator).append(quoted(entry.getKey())).append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(JsonNode node, StringBuilder out) {
    String separator = "";
    out.append('[');
    for (JsonNode item : node) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(']');
  }

  private static String quoted(String name) {
    return StringNode.valueOf(name).toString();
  }
}

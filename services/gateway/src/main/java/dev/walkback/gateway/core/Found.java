package dev.walkback.gateway.core;

import tools.jackson.databind.JsonNode;

/** What was found in place of what was expected, in a few words. */
final class Found {

  private static final int MAX_QUOTED = 80;

  private Found() {}

  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case STRING -> "\"" + brief(node.asString()) + "\"";
      case NULL -> "null";
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case BOOLEAN, NUMBER -> brief(node.asString());
      case BINARY -> "bytes";
    };
  }

  static String brief(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}

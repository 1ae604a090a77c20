package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Ids;
import dev.walkback.sandbox.store.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares and names pod templates as the controllers do. */
final class Templates {

  static final String HASH = "pod-template-hash";

  private Templates() {}

  static boolean same(JsonNode a, JsonNode b) {
    return Json.canonical(withoutHash(a)).equals(Json.canonical(withoutHash(b)));
  }

  static String hash(JsonNode template) {
    return Ids.safe(Json.canonical(withoutHash(template)).hashCode());
  }

  static ObjectNode withoutHash(JsonNode template) {
    ObjectNode copy = Json.copy(template);
    if (Json.at(copy, "metadata", "labels") instanceof ObjectNode labels) {
      labels.remove(HASH);
    }
    return copy;
  }
}

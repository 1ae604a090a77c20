package dev.walkback.sandbox.store;

import tools.jackson.databind.JsonNode;

/** Where an object is stored; the namespace of a cluster-wide kind is empty. */
public record Key(Kind kind, String namespace, String name) {
  public static Key of(Kind kind, JsonNode object) {
    return new Key(kind, kind.namespaced() ? Meta.namespace(object) : "", Meta.name(object));
  }
}

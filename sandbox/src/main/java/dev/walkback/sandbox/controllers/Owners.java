package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Selector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who belongs to whom. */
final class Owners {

  private Owners() {}

  /** Makes the owner's what its selector matches and nobody owns. */
  static void adopt(Cluster cluster, Kind kind, Kind ownerKind, JsonNode owner) {
    var selected = Selector.of(Json.at(owner, "spec", "selector"));
    for (ObjectNode object : cluster.list(kind, Meta.namespace(owner))) {
      if (Meta.controller(object).isEmpty()
          && !Meta.isDeleting(object)
          && selected.test(Meta.labels(object))) {
        cluster.edit(
            Key.of(kind, object),
            Write.of("kube-controller-manager"),
            o -> own(o, Meta.ownerReference(ownerKind, owner)));
      }
    }
  }

  private static void own(ObjectNode object, ObjectNode reference) {
    ObjectNode meta = Json.child(object, "metadata");
    ArrayNode owners =
        meta.get("ownerReferences") instanceof ArrayNode present
            ? present
            : meta.putArray("ownerReferences");
    owners.add(reference);
  }
}

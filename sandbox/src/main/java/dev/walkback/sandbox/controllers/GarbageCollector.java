package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes what belongs to something that is gone: objects of lost owners, and the content of
 * namespaces that end.
 */
final class GarbageCollector implements Controller {

  private final Cluster cluster;

  GarbageCollector(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile() {
    Set<String> alive = new HashSet<>();
    for (Kind kind : Kind.values()) {
      cluster.list(kind, "").forEach(object -> alive.add(Meta.uid(object)));
    }
    for (Kind kind : Kind.values()) {
      for (ObjectNode object : cluster.list(kind, "")) {
        boolean orphan =
            Meta.controller(object).map(o -> !alive.contains(Json.text(o, "uid"))).orElse(false);
        if (!Meta.isDeleting(object) && orphan) {
          cluster.delete(Key.of(kind, object), Deletion.PLAIN);
        }
      }
    }
    cluster.list(Kind.NAMESPACE, "").stream().filter(Meta::isDeleting).forEach(this::empty);
  }

  private void empty(ObjectNode namespace) {
    boolean empty = true;
    for (Kind kind : Kind.values()) {
      if (!kind.namespaced()) {
        continue;
      }
      for (ObjectNode object : cluster.list(kind, Meta.name(namespace))) {
        empty = false;
        if (!Meta.isDeleting(object)) {
          cluster.delete(Key.of(kind, object), Deletion.PLAIN);
        }
      }
    }
    if (empty) {
      cluster.store().remove(Key.of(Kind.NAMESPACE, namespace));
    }
  }
}

package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes what belongs to something that is gone: objects of lost owners, and the content of
 * namespaces that end.
 */
final class GarbageCollector implements Controller {

  private static final String FOREGROUND = "foregroundDeletion";

  private final Cluster cluster;

  GarbageCollector(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile(Predicate<String> namespaces) {
    Set<String> alive = new HashSet<>();
    for (Kind kind : Kind.values()) {
      within(namespaces, kind)
          .filter(object -> !waitsForDependents(object))
          .forEach(object -> alive.add(Meta.uid(object)));
    }
    for (Kind kind : Kind.values()) {
      within(namespaces, kind).forEach(object -> collect(kind, object, alive));
    }
    within(namespaces, Kind.NAMESPACE).filter(Meta::isDeleting).forEach(this::empty);
  }

  private void collect(Kind kind, ObjectNode object, Set<String> alive) {
    boolean orphan =
        Meta.controller(object).map(o -> !alive.contains(Json.text(o, "uid"))).orElse(false);
    if (!Meta.isDeleting(object) && orphan) {
      cluster.delete(Key.of(kind, object), Deletion.PLAIN);
    }
    if (waitsForDependents(object) && !hasDependents(object)) {
      release(Key.of(kind, object));
    }
  }

  /** An object and its owner are always in one namespace. */
  private Stream<ObjectNode> within(Predicate<String> namespaces, Kind kind) {
    return cluster.list(kind, "").stream()
        .filter(object -> namespaces.test(Meta.home(kind, object)));
  }

  private static boolean waitsForDependents(ObjectNode object) {
    return Meta.isDeleting(object)
        && Json.items(object, "metadata", "finalizers").stream()
            .anyMatch(f -> f.asString().equals(FOREGROUND));
  }

  private boolean hasDependents(ObjectNode owner) {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> cluster.list(kind, "").stream())
        .anyMatch(object -> Meta.isControlledBy(object, owner));
  }

  private void release(Key key) {
    cluster.edit(
        key,
        Write.of("kube-controller-manager"),
        o -> {
          if (Json.at(o, "metadata", "finalizers") instanceof ArrayNode finalizers) {
            finalizers.removeIf(f -> f.asString().equals(FOREGROUND));
          }
        });
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

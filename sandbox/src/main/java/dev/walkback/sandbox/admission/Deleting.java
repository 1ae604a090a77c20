package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deletes one object: at once, after a pod's grace period, or when its finalizers are gone. */
final class Deleting {
  static final String FOREGROUND = "foregroundDeletion";

  private final Cluster cluster;
  private final Key key;

  Deleting(Cluster cluster, Key key) {
    this.cluster = cluster;
    this.key = key;
  }

  /** {@code null} if the object is gone at once, else what is left of it for now. */
  @Nullable ObjectNode apply(Deletion how) {
    ObjectNode object = cluster.require(key);
    checkPreconditions(object, how);
    if (how.dryRun()) {
      return object;
    }
    if (how.propagation() == Deletion.Propagation.ORPHAN) {
      releaseDependents(object);
    }
    ObjectNode doomed = object.deepCopy();
    if (how.propagation() == Deletion.Propagation.FOREGROUND) {
      addFinalizer(doomed);
    }
    int grace = grace(object, how);
    boolean held = !Json.items(doomed, "metadata", "finalizers").isEmpty();
    if (!held && (grace == 0 && key.kind() != Kind.NAMESPACE)) {
      cluster.store().remove(key);
      return null;
    }
    return mark(object, doomed, grace);
  }

  private void checkPreconditions(ObjectNode object, Deletion how) {
    String message = "Precondition failed: %s in precondition: %s, %s in object meta: %s";
    if (!how.uid().isEmpty() && !how.uid().equals(Meta.uid(object))) {
      throw ApiFailure.conflict(
          key.kind(), key.name(), message.formatted("UID", how.uid(), "UID", Meta.uid(object)));
    }
    String version = Meta.version(object);
    if (!how.resourceVersion().isEmpty() && !how.resourceVersion().equals(version)) {
      throw ApiFailure.conflict(
          key.kind(),
          key.name(),
          message.formatted("ResourceVersion", how.resourceVersion(), "ResourceVersion", version));
    }
  }

  private int grace(ObjectNode object, Deletion how) {
    if (key.kind() != Kind.POD || Json.text(object, "spec", "nodeName").isEmpty()) {
      return 0;
    }
    String phase = Json.text(object, "status", "phase");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return 0;
    }
    return how.graceSeconds() >= 0
        ? how.graceSeconds()
        : Json.number(object, 30, "spec", "terminationGracePeriodSeconds");
  }

  private ObjectNode mark(ObjectNode before, ObjectNode doomed, int grace) {
    if (Meta.isDeleting(before)
        && Json.number(before, 0, "metadata", "deletionGracePeriodSeconds") <= grace) {
      return before;
    }
    var at = cluster.clock().instant().plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS);
    Json.child(doomed, "metadata")
        .put("deletionTimestamp", at.toString())
        .put("deletionGracePeriodSeconds", grace);
    if (key.kind() == Kind.NAMESPACE) {
      Json.child(doomed, "status").put("phase", "Terminating");
    }
    if (doomed.at("/metadata/generation").isInt()) {
      Json.child(doomed, "metadata").put("generation", Meta.generation(before) + 1);
    }
    return cluster.store().put(key, doomed);
  }

  private static void addFinalizer(ObjectNode object) {
    ObjectNode meta = Json.child(object, "metadata");
    ArrayNode finalizers =
        meta.get("finalizers") instanceof ArrayNode present ? present : meta.putArray("finalizers");
    if (finalizers.valueStream().noneMatch(f -> f.asString().equals(FOREGROUND))) {
      finalizers.add(FOREGROUND);
    }
  }

  private void releaseDependents(ObjectNode owner) {
    for (Kind kind : Kind.values()) {
      for (ObjectNode dependent : cluster.list(kind, key.namespace())) {
        boolean owned =
            Json.items(dependent, "metadata", "ownerReferences").stream()
                .anyMatch(o -> Json.text(o, "uid").equals(Meta.uid(owner)));
        if (owned) {
          cluster.edit(
              Key.of(kind, dependent), Write.of("kube-controller-manager"), d -> disown(d, owner));
        }
      }
    }
  }

  private static void disown(ObjectNode dependent, JsonNode owner) {
    ObjectNode meta = Json.child(dependent, "metadata");
    if (meta.get("ownerReferences") instanceof ArrayNode owners) {
      owners.removeIf(o -> Json.text(o, "uid").equals(Meta.uid(owner)));
      if (owners.isEmpty()) {
        meta.remove("ownerReferences");
      }
    }
  }
}

package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The pods of one owner: made from its template, counted, and ended. */
public final class Pods {

  private Pods() {}

  /** All pods that the owner controls, oldest first. */
  static List<ObjectNode> of(Cluster cluster, JsonNode owner) {
    return cluster.list(Kind.POD, Meta.namespace(owner)).stream()
        .filter(pod -> Meta.isControlledBy(pod, owner))
        .sorted(Meta.BY_AGE)
        .toList();
  }

  static List<ObjectNode> active(List<ObjectNode> pods) {
    return pods.stream().filter(pod -> !Meta.isDeleting(pod)).toList();
  }

  public static boolean isReady(JsonNode pod) {
    return Json.items(pod, "status", "conditions").stream()
        .anyMatch(
            c -> Json.text(c, "type").equals("Ready") && Json.text(c, "status").equals("True"));
  }

  static int ready(List<ObjectNode> pods) {
    return (int) pods.stream().filter(Pods::isReady).count();
  }

  /** How many have been ready for as long as the owner's {@code minReadySeconds} asks. */
  static int available(Cluster cluster, JsonNode owner, List<ObjectNode> pods) {
    Instant latest =
        cluster.clock().instant().minusSeconds(Json.number(owner, 0, "spec", "minReadySeconds"));
    return (int)
        pods.stream()
            .flatMap(pod -> Json.items(pod, "status", "conditions").stream())
            .filter(
                c -> Json.text(c, "type").equals("Ready") && Json.text(c, "status").equals("True"))
            .filter(c -> !Instant.parse(Json.text(c, "lastTransitionTime")).isAfter(latest))
            .count();
  }

  /** A pod as the owner's template says; the caller names and labels it. */
  static ObjectNode fromTemplate(Kind ownerKind, JsonNode owner, JsonNode template) {
    ObjectNode pod = Json.object();
    ObjectNode meta = pod.putObject("metadata");
    meta.put("namespace", Meta.namespace(owner));
    for (String field : List.of("labels", "annotations")) {
      if (Json.at(template, "metadata", field) instanceof ObjectNode values) {
        meta.set(field, values.deepCopy());
      }
    }
    meta.putArray("ownerReferences").add(Meta.ownerReference(ownerKind, owner));
    pod.set("spec", Json.copy(Json.at(template, "spec")));
    return pod;
  }

  static void end(Cluster cluster, ObjectNode pod) {
    cluster.delete(Key.of(Kind.POD, pod), Deletion.PLAIN);
  }
}

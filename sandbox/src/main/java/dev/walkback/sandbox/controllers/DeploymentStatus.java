package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a Deployment says of itself: counters and the conditions Available and Progressing. */
final class DeploymentStatus {

  private static final String COMPLETE = "NewReplicaSetAvailable";
  private static final String TIMED_OUT = "ProgressDeadlineExceeded";

  private final Cluster cluster;

  DeploymentStatus(Cluster cluster) {
    this.cluster = cluster;
  }

  void write(ObjectNode deployment, List<ObjectNode> owned, @Nullable ObjectNode current) {
    ObjectNode status = Json.object();
    status.put("observedGeneration", Meta.generation(deployment));
    int total = sum(owned, "replicas");
    int available = sum(owned, "availableReplicas");
    int updated = current == null ? 0 : Json.number(current, 0, "status", "replicas");
    count(status, "replicas", total);
    count(status, "updatedReplicas", updated);
    count(status, "readyReplicas", sum(owned, "readyReplicas"));
    count(status, "availableReplicas", available);
    count(
        status,
        "unavailableReplicas",
        Math.max(0, Math.max(total, DeploymentController.desired(deployment)) - available));
    ArrayNode conditions = status.putArray("conditions");
    conditions.add(available(deployment, available));
    conditions.add(progressing(deployment, status, current));
    if (!status.equals(Json.at(deployment, "status"))) {
      cluster.edit(
          Key.of(Kind.DEPLOYMENT, deployment),
          Write.status("kube-controller-manager"),
          d -> d.set("status", status));
    }
  }

  private ObjectNode available(ObjectNode deployment, int available) {
    int least =
        DeploymentController.desired(deployment) - DeploymentController.unavailable(deployment);
    return available >= least
        ? condition(
            deployment,
            "Available",
            "True",
            "MinimumReplicasAvailable",
            "Deployment has minimum availability.")
        : condition(
            deployment,
            "Available",
            "False",
            "MinimumReplicasUnavailable",
            "Deployment does not have minimum availability.");
  }

  private ObjectNode progressing(
      ObjectNode deployment, ObjectNode status, @Nullable ObjectNode current) {
    ObjectNode before = find(deployment, "Progressing");
    String reason = before == null ? "" : Json.text(before, "reason");
    if (Json.flag(deployment, "spec", "paused")) {
      return condition(
          deployment, "Progressing", "Unknown", "DeploymentPaused", "Deployment is paused");
    }
    boolean settled =
        Json.number(status, 0, "replicas") == Json.number(status, 0, "updatedReplicas");
    if (before != null && settled && reason.equals(COMPLETE)) {
      return before;
    }
    String set = current == null ? "" : Meta.name(current);
    int desired = DeploymentController.desired(deployment);
    boolean complete =
        current != null
            && Json.number(status, 0, "updatedReplicas") == desired
            && Json.number(status, 0, "replicas") == desired
            && Json.number(status, 0, "availableReplicas") == desired;
    if (complete) {
      return condition(
          deployment,
          "Progressing",
          "True",
          COMPLETE,
          "ReplicaSet \"%s\" has successfully progressed.".formatted(set));
    }
    if (before == null || reason.equals(COMPLETE) || hasProgressed(deployment, status)) {
      return stamped(
          condition(
              deployment,
              "Progressing",
              "True",
              "ReplicaSetUpdated",
              "ReplicaSet \"%s\" is progressing.".formatted(set)));
    }
    Instant deadline =
        Instant.parse(Json.text(before, "lastUpdateTime"))
            .plusSeconds(Json.number(deployment, 600, "spec", "progressDeadlineSeconds"));
    if (reason.equals(TIMED_OUT) || cluster.clock().instant().isAfter(deadline)) {
      return condition(
          deployment,
          "Progressing",
          "False",
          TIMED_OUT,
          "ReplicaSet \"%s\" has timed out progressing.".formatted(set));
    }
    return before;
  }

  /** Only steps forward count, and a new template: a pod that comes and goes is no progress. */
  private static boolean hasProgressed(ObjectNode deployment, ObjectNode status) {
    JsonNode before = Json.at(deployment, "status");
    int oldBefore = Json.number(before, 0, "replicas") - Json.number(before, 0, "updatedReplicas");
    int oldNow = Json.number(status, 0, "replicas") - Json.number(status, 0, "updatedReplicas");
    boolean respecified =
        Json.number(before, 0, "observedGeneration") != Meta.generation(deployment);
    return respecified
        || oldNow < oldBefore
        || Stream.of("updatedReplicas", "readyReplicas", "availableReplicas")
            .anyMatch(f -> Json.number(status, 0, f) > Json.number(before, 0, f));
  }

  private ObjectNode condition(
      JsonNode deployment, String type, String value, String reason, String message) {
    ObjectNode before = find(deployment, type);
    boolean same = before != null && Json.text(before, "status").equals(value);
    if (before != null
        && same
        && Json.text(before, "reason").equals(reason)
        && Json.text(before, "message").equals(message)) {
      return before;
    }
    return Json.object()
        .put("type", type)
        .put("status", value)
        .put("lastUpdateTime", cluster.timestamp())
        .put(
            "lastTransitionTime",
            before != null && same ? Json.text(before, "lastTransitionTime") : cluster.timestamp())
        .put("reason", reason)
        .put("message", message);
  }

  private ObjectNode stamped(ObjectNode condition) {
    return condition.deepCopy().put("lastUpdateTime", cluster.timestamp());
  }

  private static @Nullable ObjectNode find(JsonNode deployment, String type) {
    return Json.items(deployment, "status", "conditions").stream()
        .filter(c -> Json.text(c, "type").equals(type))
        .map(c -> (ObjectNode) c)
        .findFirst()
        .orElse(null);
  }

  private static int sum(List<ObjectNode> sets, String field) {
    return sets.stream().mapToInt(rs -> Json.number(rs, 0, "status", field)).sum();
  }

  private static void count(ObjectNode status, String field, int value) {
    if (value != 0) {
      status.put(field, value);
    }
  }
}

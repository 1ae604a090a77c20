package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import tools.jackson.databind.node.ObjectNode;

/** What a new object's status and assigned fields are before any controller has seen it. */
final class FirstState {
  private FirstState() {}

  static void set(Kind kind, ObjectNode object, Ids ids) {
    if (kind.hasStatus()) {
      object.remove("status");
    }
    switch (kind) {
      case NAMESPACE -> setNamespace(object);
      case POD ->
          Json.child(object, "status").put("phase", "Pending").put("qosClass", "BestEffort");
      case DEPLOYMENT -> object.putObject("status");
      case REPLICA_SET -> object.putObject("status").put("replicas", 0);
      case STATEFUL_SET ->
          object.putObject("status").put("replicas", 0).put("availableReplicas", 0);
      case DAEMON_SET ->
          object
              .putObject("status")
              .put("currentNumberScheduled", 0)
              .put("numberMisscheduled", 0)
              .put("desiredNumberScheduled", 0)
              .put("numberReady", 0);
      case SERVICE -> setService(object, ids);
      case EVENT, CONFIG_MAP, SECRET, CONTROLLER_REVISION -> {}
    }
  }

  private static void setNamespace(ObjectNode namespace) {
    Json.child(namespace, "metadata", "labels")
        .put("kubernetes.io/metadata.name", Meta.name(namespace));
    Json.child(namespace, "spec").putArray("finalizers").add("kubernetes");
    Json.child(namespace, "status").put("phase", "Active");
  }

  private static void setService(ObjectNode service, Ids ids) {
    ObjectNode spec = Json.child(service, "spec");
    if (Json.text(spec, "clusterIP").isEmpty()) {
      spec.put("clusterIP", ids.serviceAddress());
    }
    if (!spec.has("clusterIPs")) {
      spec.putArray("clusterIPs").add(Json.text(spec, "clusterIP"));
    }
    service.putObject("status").putObject("loadBalancer");
  }
}

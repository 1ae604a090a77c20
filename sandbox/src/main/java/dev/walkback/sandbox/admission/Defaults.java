package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in what the API server fills in; doing it twice changes nothing. */
final class Defaults {
  private Defaults() {}

  static void fill(Kind kind, ObjectNode object) {
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    dropNulls(object);
    switch (kind) {
      case POD -> fillPod(Json.child(object, "spec"));
      case DEPLOYMENT -> fillDeployment(Json.child(object, "spec"));
      case REPLICA_SET -> number(Json.child(object, "spec"), "replicas", 1);
      case STATEFUL_SET -> fillStatefulSet(Json.child(object, "spec"));
      case DAEMON_SET -> fillDaemonSet(Json.child(object, "spec"));
      case SERVICE -> fillService(Json.child(object, "spec"));
      case SECRET -> fillSecret(object);
      case NAMESPACE, EVENT, CONFIG_MAP, CONTROLLER_REVISION -> {}
    }
    if (kind.isWorkload() && Json.at(object, "spec", "template") instanceof ObjectNode template) {
      fillTemplate(template);
    }
  }

  private static void fillTemplate(ObjectNode template) {
    Json.child(template, "metadata");
    PodDefaults.fill(Json.child(template, "spec"));
  }

  private static void fillPod(ObjectNode spec) {
    PodDefaults.fill(spec);
    PodDefaults.absent(spec, "serviceAccountName", "default");
    PodDefaults.absent(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
    if (!spec.has("enableServiceLinks")) {
      spec.put("enableServiceLinks", true);
    }
    number(spec, "priority", 0);
    PodDefaults.absent(spec, "preemptionPolicy", "PreemptLowerPriority");
  }

  private static void fillDeployment(ObjectNode spec) {
    number(spec, "replicas", 1);
    number(spec, "revisionHistoryLimit", 10);
    number(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = Json.child(spec, "strategy");
    PodDefaults.absent(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      ObjectNode rolling = Json.child(strategy, "rollingUpdate");
      if (!rolling.has("maxUnavailable")) {
        rolling.put("maxUnavailable", "25%");
      }
      if (!rolling.has("maxSurge")) {
        rolling.put("maxSurge", "25%");
      }
    }
  }

  private static void fillStatefulSet(ObjectNode spec) {
    number(spec, "replicas", 1);
    number(spec, "revisionHistoryLimit", 10);
    PodDefaults.absent(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode retention = Json.child(spec, "persistentVolumeClaimRetentionPolicy");
    PodDefaults.absent(retention, "whenDeleted", "Retain");
    PodDefaults.absent(retention, "whenScaled", "Retain");
    ObjectNode strategy = Json.child(spec, "updateStrategy");
    PodDefaults.absent(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      number(Json.child(strategy, "rollingUpdate"), "partition", 0);
    }
  }

  private static void fillDaemonSet(ObjectNode spec) {
    number(spec, "revisionHistoryLimit", 10);
    ObjectNode strategy = Json.child(spec, "updateStrategy");
    PodDefaults.absent(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      number(Json.child(strategy, "rollingUpdate"), "maxUnavailable", 1);
      number(Json.child(strategy, "rollingUpdate"), "maxSurge", 0);
    }
  }

  private static void fillService(ObjectNode spec) {
    PodDefaults.absent(spec, "type", "ClusterIP");
    PodDefaults.absent(spec, "sessionAffinity", "None");
    for (JsonNode port : Json.items(spec, "ports")) {
      ObjectNode object = (ObjectNode) port;
      PodDefaults.absent(object, "protocol", "TCP");
      if (!object.has("targetPort") && object.has("port")) {
        object.set("targetPort", object.get("port"));
      }
    }
  }

  private static void fillSecret(ObjectNode secret) {
    PodDefaults.absent(secret, "type", "Opaque");
    if (secret.remove("stringData") instanceof ObjectNode plain) {
      ObjectNode data = Json.child(secret, "data");
      plain.properties().forEach(e -> data.put(e.getKey(), encode(e.getValue().asString(""))));
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void number(ObjectNode object, String field, int value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  /** The API server drops fields that are null: they never were there. */
  private static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    node.forEach(Defaults::dropNulls);
  }
}

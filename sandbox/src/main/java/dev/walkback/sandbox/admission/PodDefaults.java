package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in what the API server fills into every pod spec. A Deployment's template and the template
 * of its ReplicaSet compare equal only because both have been through this.
 */
final class PodDefaults {
  private PodDefaults() {}

  static void fill(ObjectNode spec) {
    absent(spec, "restartPolicy", "Always");
    absent(spec, "dnsPolicy", "ClusterFirst");
    absent(spec, "schedulerName", "default-scheduler");
    if (!spec.has("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", 30);
    }
    if (!spec.has("securityContext")) {
      spec.putObject("securityContext");
    }
    for (String list : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : Json.items(spec, list)) {
        if (container instanceof ObjectNode object) {
          fillContainer(object);
        }
      }
    }
    for (JsonNode volume : Json.items(spec, "volumes")) {
      for (String source : new String[] {"configMap", "secret", "projected", "downwardAPI"}) {
        if (volume.get(source) instanceof ObjectNode object && !object.has("defaultMode")) {
          object.put("defaultMode", 420);
        }
      }
    }
  }

  private static void fillContainer(ObjectNode container) {
    absent(container, "terminationMessagePath", "/dev/termination-log");
    absent(container, "terminationMessagePolicy", "File");
    absent(container, "imagePullPolicy", pullPolicy(Json.text(container, "image")));
    if (!container.has("resources")) {
      container.putObject("resources");
    }
    for (JsonNode port : Json.items(container, "ports")) {
      absent((ObjectNode) port, "protocol", "TCP");
    }
    for (JsonNode variable : Json.items(container, "env")) {
      fillVariable((ObjectNode) variable);
    }
    for (String probe : new String[] {"readinessProbe", "livenessProbe", "startupProbe"}) {
      if (container.get(probe) instanceof ObjectNode object) {
        fillProbe(object);
      }
    }
  }

  private static void fillVariable(ObjectNode variable) {
    if (variable.has("value") && Json.text(variable, "value").isEmpty()) {
      variable.remove("value");
    }
    if (Json.at(variable, "valueFrom", "fieldRef") instanceof ObjectNode reference) {
      absent(reference, "apiVersion", "v1");
    }
  }

  private static void fillProbe(ObjectNode probe) {
    number(probe, "timeoutSeconds", 1);
    number(probe, "periodSeconds", 10);
    number(probe, "successThreshold", 1);
    number(probe, "failureThreshold", 3);
    if (probe.get("httpGet") instanceof ObjectNode get) {
      absent(get, "scheme", "HTTP");
      absent(get, "path", "/");
    }
  }

  private static String pullPolicy(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    boolean latest = !name.contains(":") || name.endsWith(":latest");
    return latest && !name.contains("@") ? "Always" : "IfNotPresent";
  }

  private static void number(ObjectNode object, String field, int value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  static void absent(ObjectNode object, String field, String value) {
    if (Json.text(object, field).isEmpty()) {
      object.put(field, value);
    }
  }
}

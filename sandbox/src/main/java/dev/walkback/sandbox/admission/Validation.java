package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.ApiFailure.Cause;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Refuses with 422 what the API server refuses, as far as workloads, pods and services go. */
final class Validation {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private final List<Cause> causes = new ArrayList<>();

  private Validation() {}

  static void check(Kind kind, ObjectNode object) {
    Validation found = new Validation();
    found.checkName(Meta.name(object));
    if (kind.isWorkload()) {
      found.checkWorkload(kind, object);
    } else if (kind == Kind.POD) {
      found.checkPodSpec("spec", Json.at(object, "spec"));
    } else if (kind == Kind.SERVICE && Json.items(object, "spec", "ports").isEmpty()) {
      found.required("spec.ports");
    }
    if (!found.causes.isEmpty()) {
      throw ApiFailure.invalid(kind, Meta.name(object), found.causes);
    }
    refuseUnsupported(object);
  }

  private void checkName(String name) {
    if (name.isEmpty()) {
      required("metadata.name", "name or generateName is required");
    } else if (name.length() > 253 || !NAME.matcher(name).matches()) {
      invalid(
          "metadata.name",
          name,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'");
    }
  }

  private void checkWorkload(Kind kind, ObjectNode object) {
    JsonNode spec = Json.at(object, "spec");
    JsonNode selector = Json.at(spec, "selector");
    if (!selector.isObject()) {
      required("spec.selector");
    } else if (selector.isEmpty()) {
      invalid(
          "spec.selector",
          "{}",
          "empty selector is invalid for " + kind.kind().toLowerCase(java.util.Locale.ROOT));
    }
    if (Json.number(spec, 0, "replicas") < 0) {
      invalid("spec.replicas", Json.text(spec, "replicas"), "must be greater than or equal to 0");
    }
    JsonNode template = Json.at(spec, "template");
    if (selector.isObject() && !Selector.of(selector).test(Meta.labels(template))) {
      invalid(
          "spec.template.metadata.labels",
          Meta.labels(template).toString(),
          "`selector` does not match template `labels`");
    }
    checkPodSpec("spec.template.spec", Json.at(template, "spec"));
    String restart = Json.text(template, "spec", "restartPolicy");
    if (template.isObject() && !restart.equals("Always")) {
      causes.add(
          new Cause(
              "FieldValueNotSupported",
              "spec.template.spec.restartPolicy",
              "Unsupported value: \"" + restart + "\": supported values: \"Always\""));
    }
    checkStrategy(kind, spec);
  }

  private void checkStrategy(Kind kind, JsonNode spec) {
    String field = kind == Kind.DEPLOYMENT ? "strategy" : "updateStrategy";
    List<String> known =
        kind == Kind.DEPLOYMENT
            ? List.of("Recreate", "RollingUpdate")
            : List.of("OnDelete", "RollingUpdate");
    String type = Json.text(spec, field, "type");
    if (kind != Kind.REPLICA_SET && !known.contains(type)) {
      causes.add(
          new Cause(
              "FieldValueNotSupported",
              "spec." + field + ".type",
              "Unsupported value: \"" + type + "\": supported values: " + known));
    }
  }

  private void checkPodSpec(String path, JsonNode spec) {
    List<JsonNode> containers = Json.items(spec, "containers");
    if (containers.isEmpty()) {
      required(path + ".containers");
    }
    for (int i = 0; i < containers.size(); i++) {
      for (String field : List.of("name", "image")) {
        if (Json.text(containers.get(i), field).isEmpty()) {
          required(path + ".containers[" + i + "]." + field);
        }
      }
      for (JsonNode variable : Json.items(containers.get(i), "env")) {
        JsonNode value = Json.at(variable, "value");
        if (!value.isMissingNode() && !value.isString()) {
          throw ApiFailure.badRequest(
              "%s.containers[%d].env %s: expected a string as value, found %s"
                  .formatted(path, i, Json.text(variable, "name"), value));
        }
      }
    }
  }

  private void required(String field) {
    required(field, "");
  }

  private void required(String field, String why) {
    String message = why.isEmpty() ? "Required value" : "Required value: " + why;
    causes.add(new Cause("FieldValueRequired", field, message));
  }

  private void invalid(String field, String value, String why) {
    causes.add(new Cause("FieldValueInvalid", field, "Invalid value: \"" + value + "\": " + why));
  }

  private static void refuseUnsupported(ObjectNode object) {
    if (!Json.items(object, "spec", "volumeClaimTemplates").isEmpty()) {
      throw ApiFailure.unsupported("volumeClaimTemplates: it has no persistent volumes");
    }
  }
}

package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.ApiFailure.Cause;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may not change once an object exists. */
final class UpdateRules {
  private static final List<String> STATEFUL_SET_MAY_CHANGE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");
  private static final String STATEFUL_SET_FORBIDDEN =
      "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
          + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
          + " 'minReadySeconds' are forbidden";
  private static final String POD_FORBIDDEN =
      "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
          + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
          + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds`"
          + " (allow it to be set to 1 if it was previously negative)";

  private UpdateRules() {}

  static void check(Kind kind, ObjectNode before, ObjectNode after) {
    switch (kind) {
      case DEPLOYMENT, REPLICA_SET, DAEMON_SET -> keepSelector(kind, before, after);
      case STATEFUL_SET -> keepStatefulSet(before, after);
      case POD -> keepPod(before, after);
      case CONFIG_MAP, SECRET -> keepImmutable(kind, before, after);
      case CONTROLLER_REVISION -> keepData(before, after);
      case NAMESPACE, SERVICE, EVENT -> {}
    }
  }

  private static void keepSelector(Kind kind, ObjectNode before, ObjectNode after) {
    JsonNode selector = Json.at(after, "spec", "selector");
    if (!selector.equals(Json.at(before, "spec", "selector"))) {
      String message = "Invalid value: " + selector + ": field is immutable";
      refuse(kind, after, new Cause("FieldValueInvalid", "spec.selector", message));
    }
  }

  private static void keepStatefulSet(ObjectNode before, ObjectNode after) {
    ObjectNode old = Json.copy(Json.at(before, "spec"));
    ObjectNode now = Json.copy(Json.at(after, "spec"));
    old.remove(STATEFUL_SET_MAY_CHANGE);
    now.remove(STATEFUL_SET_MAY_CHANGE);
    if (!old.equals(now)) {
      Cause cause = new Cause("FieldValueForbidden", "spec", STATEFUL_SET_FORBIDDEN);
      refuse(Kind.STATEFUL_SET, after, cause);
    }
  }

  private static void keepPod(ObjectNode before, ObjectNode after) {
    if (!withoutChangeable(before).equals(withoutChangeable(after))) {
      refuse(Kind.POD, after, new Cause("FieldValueForbidden", "spec", POD_FORBIDDEN));
    }
  }

  private static ObjectNode withoutChangeable(ObjectNode pod) {
    ObjectNode spec = Json.copy(Json.at(pod, "spec"));
    spec.remove(List.of("nodeName", "activeDeadlineSeconds", "tolerations"));
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : Json.items(spec, list)) {
        ((ObjectNode) container).remove("image");
      }
    }
    return spec;
  }

  private static void keepImmutable(Kind kind, ObjectNode before, ObjectNode after) {
    boolean same =
        Json.at(before, "data").equals(Json.at(after, "data"))
            && Json.at(before, "binaryData").equals(Json.at(after, "binaryData"))
            && Json.flag(after, "immutable");
    if (Json.flag(before, "immutable") && !same) {
      String message = "Forbidden: field is immutable when `immutable` is set";
      refuse(kind, after, new Cause("FieldValueForbidden", "data", message));
    }
  }

  private static void keepData(ObjectNode before, ObjectNode after) {
    if (!Json.at(before, "data").equals(Json.at(after, "data"))) {
      Cause cause = new Cause("FieldValueInvalid", "data", "field is immutable");
      refuse(Kind.CONTROLLER_REVISION, after, cause);
    }
  }

  private static void refuse(Kind kind, ObjectNode object, Cause cause) {
    throw ApiFailure.invalid(kind, Meta.name(object), List.of(cause));
  }
}

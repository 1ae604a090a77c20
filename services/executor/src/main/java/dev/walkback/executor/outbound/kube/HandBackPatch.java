package dev.walkback.executor.outbound.kube;

import dev.walkback.workloads.WalkbackAnnotations;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The JSON Patch by which we stop owning what we wrote, for those who apply on the server's side
 * (Helm 4, Argo CD, Flux): as long as we own a field of theirs, their next release is refused with
 * a conflict. Owning our own annotations is no obstacle, and tells when we wrote.
 */
final class HandBackPatch {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CHANGE_CAUSE = "f:kubernetes.io/change-cause";

  private HandBackPatch() {}

  /** Empty where there is nothing to give back, or nobody who misses it. */
  static Optional<String> of(JsonNode object) {
    JsonNode entries = object.at("/metadata/managedFields");
    boolean missed = false;
    int ours = -1;
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = entries.get(i);
      missed |= isApplied(entry);
      if (isOurs(entry)) {
        ours = i;
      }
    }
    return missed && ours >= 0
        ? Optional.of(patch("/metadata/managedFields/" + ours, entries.get(ours)))
        : Optional.empty();
  }

  private static boolean isApplied(JsonNode entry) {
    return entry.path("operation").asString("").equals("Apply")
        && entry.at("/fieldsV1/f:spec/f:template").isObject();
  }

  private static boolean isOurs(JsonNode entry) {
    return entry.path("operation").asString("").equals("Update")
        && entry.at("/fieldsV1/f:spec").isObject()
        && annotations(entry).has("f:" + WalkbackAnnotations.ROLLBACK_ID);
  }

  private static JsonNode annotations(JsonNode entry) {
    return entry.at("/fieldsV1/f:metadata/f:annotations");
  }

  /** It holds only for the entry as it was read; the rest of the object may move on. */
  private static String patch(String path, JsonNode entry) {
    ArrayNode patch = JSON.createArrayNode();
    patch.addObject().put("op", "test").put("path", path).set("value", entry);
    patch.addObject().put("op", "remove").put("path", path + "/fieldsV1/f:spec");
    if (annotations(entry).has(CHANGE_CAUSE)) {
      String field = CHANGE_CAUSE.replace("/", "~1");
      patch
          .addObject()
          .put("op", "remove")
          .put("path", path + "/fieldsV1/f:metadata/f:annotations/" + field);
    }
    return JSON.writeValueAsString(patch);
  }
}

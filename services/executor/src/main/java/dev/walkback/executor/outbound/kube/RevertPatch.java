package dev.walkback.executor.outbound.kube;

import dev.walkback.executor.core.PatchPlan;
import dev.walkback.workloads.KnownRevision;
import dev.walkback.workloads.TemplateDigest;
import dev.walkback.workloads.WalkbackAnnotations;
import dev.walkback.workloads.WorkloadSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The JSON Patch of a step: it holds only for the object exactly as it was read, so that nobody's
 * write is overwritten and none of ours happens twice.
 */
final class RevertPatch {

  private static final JsonMapper JSON = JsonMapper.shared();

  private RevertPatch() {}

  static String of(WorkloadSnapshot read, KnownRevision target, PatchPlan plan) {
    ArrayNode patch = JSON.createArrayNode();
    add(patch, "test", "/metadata/resourceVersion", text(read.resourceVersion()));
    add(
        patch,
        "replace",
        "/spec/template",
        TemplateDigest.withoutControllerMarks(target.template()));
    if (!read.object().path("metadata").path("annotations").isObject()) {
      add(patch, "add", "/metadata/annotations", JSON.createObjectNode());
    }
    annotations(plan)
        .forEach((name, value) ->
            add(patch, "add", "/metadata/annotations/" + escaped(name), text(value)));
    return JSON.writeValueAsString(patch);
  }

  private static Map<String, String> annotations(PatchPlan plan) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(WalkbackAnnotations.ROLLBACK_ID, plan.rollbackId().value());
    annotations.put(WalkbackAnnotations.FENCE, Long.toString(plan.fence()));
    annotations.put(WalkbackAnnotations.STEP, plan.step());
    annotations.put(WalkbackAnnotations.TEMPLATE, plan.template().value());
    annotations.put("kubernetes.io/change-cause", plan.changeCause());
    return annotations;
  }

  private static void add(ArrayNode patch, String operation, String path, JsonNode value) {
    patch.addObject().put("op", operation).put("path", path).set("value", value);
  }

  private static JsonNode text(String value) {
    return JSON.getNodeFactory().stringNode(value);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

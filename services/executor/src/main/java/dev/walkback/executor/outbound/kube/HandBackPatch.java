package dev.walkback.executor.outbound.kube;

import dev.walkback.workloads.WalkbackAnnotations;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Patch by which we give what we wrote to those who apply on the server's side (Helm 4,
 * Argo CD, Flux): as long as we own a field of theirs, their next release is refused with a
 * conflict, and a field that nobody owns would outlive it, because applying removes only what the
 * applier had. Owning our own annotations is no obstacle, and tells when we wrote.
 */
final class HandBackPatch {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TEMPLATE = "/fieldsV1/f:spec/f:template";
  private static final String CHANGE_CAUSE = "f:kubernetes.io/change-cause";

  private final ArrayNode patch = JSON.createArrayNode();

  private HandBackPatch() {}

  /** Empty where there is nothing to give back, or nobody who misses it. */
  static Optional<String> of(JsonNode object) {
    JsonNode entries = object.at("/metadata/managedFields");
    OptionalInt theirs = first(entries, HandBackPatch::isApplied);
    OptionalInt ours = first(entries, HandBackPatch::isOurs);
    return theirs.isPresent() && ours.isPresent()
        ? Optional.of(new HandBackPatch().patch(entries, theirs.getAsInt(), ours.getAsInt()))
        : Optional.empty();
  }

  private static OptionalInt first(JsonNode entries, Predicate<JsonNode> wanted) {
    return IntStream.range(0, entries.size()).filter(i -> wanted.test(entries.get(i))).findFirst();
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

  /** It holds only for the entries as they were read; the rest of the object may move on. */
  private String patch(JsonNode entries, int theirs, int ours) {
    JsonNode from = entries.get(ours);
    JsonNode to = entries.get(theirs);
    test(at(theirs), to);
    test(at(ours), from);
    if (from.at(TEMPLATE).isObject()) {
      patch
          .addObject()
          .put("op", "replace")
          .put("path", at(theirs) + TEMPLATE)
          .set("value", union(to.at(TEMPLATE), from.at(TEMPLATE)));
    }
    remove(at(ours) + "/fieldsV1/f:spec");
    if (annotations(from).has(CHANGE_CAUSE)) {
      remove(at(ours) + "/fieldsV1/f:metadata/f:annotations/" + CHANGE_CAUSE.replace("/", "~1"));
    }
    return JSON.writeValueAsString(patch);
  }

  private void test(String path, JsonNode value) {
    patch.addObject().put("op", "test").put("path", path).set("value", value);
  }

  private void remove(String path) {
    patch.addObject().put("op", "remove").put("path", path);
  }

  private static String at(int entry) {
    return "/metadata/managedFields/" + entry;
  }

  /** A set of fields is a tree of their names. */
  private static JsonNode union(JsonNode one, JsonNode other) {
    ObjectNode both = ((ObjectNode) one).deepCopy();
    other
        .properties()
        .forEach(field ->
            both.set(
                field.getKey(),
                both.has(field.getKey())
                    ? union(both.get(field.getKey()), field.getValue())
                    : field.getValue()));
    return both;
  }
}

package dev.walkback.sandbox.patch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7386): objects merge, null removes, everything else replaces. */
public final class MergePatch {
  private MergePatch() {}

  public static ObjectNode apply(ObjectNode document, ObjectNode patch) {
    ObjectNode patched = document.deepCopy();
    merge(patched, patch);
    return patched;
  }

  private static void merge(ObjectNode into, ObjectNode patch) {
    patch
        .properties()
        .forEach(e -> {
          JsonNode value = e.getValue();
          if (value.isNull()) {
            into.remove(e.getKey());
          } else if (value instanceof ObjectNode fields) {
            ObjectNode target =
                into.get(e.getKey()) instanceof ObjectNode old ? old : into.putObject(e.getKey());
            merge(target, fields);
          } else {
            into.set(e.getKey(), value.deepCopy());
          }
        });
  }
}

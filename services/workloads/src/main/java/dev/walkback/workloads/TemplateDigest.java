package dev.walkback.workloads;

import dev.walkback.events.ContentDigest;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a pod template is, by its content. Equal for the same release read from a Deployment, from a
 * ReplicaSet or from a ControllerRevision, and unchanged by a restart; fields that this program
 * does not know count as well.
 */
public final class TemplateDigest {

  /** Written by controllers, into the template's copies only. */
  static final Set<String> CONTROLLER_LABELS =
      Set.of("pod-template-hash", "controller-revision-hash");

  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
  private static final String OURS = "walkback.dev/";

  private TemplateDigest() {}

  /** Digest of a pod template as it stands in any API object. */
  public static ContentDigest of(JsonNode template) {
    StringBuilder canonical = new StringBuilder();
    CanonicalJson.write(releasedContent(template), canonical);
    return ContentDigest.of(canonical.toString());
  }

  /** The template without what a controller adds to its copy of it: ready to be written back. */
  public static ObjectNode withoutControllerMarks(JsonNode template) {
    ObjectNode copy = copy(template);
    // A ControllerRevision keeps its template as a strategic merge patch.
    copy.remove("$patch");
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      dropLabels(metadata);
      dropIfNull(metadata, "creationTimestamp");
    }
    return copy;
  }

  private static ObjectNode releasedContent(JsonNode template) {
    ObjectNode content = withoutControllerMarks(template);
    if (content.path("metadata") instanceof ObjectNode metadata) {
      if (metadata.path("annotations") instanceof ObjectNode annotations) {
        annotations.remove(
            annotations.propertyNames().stream().filter(TemplateDigest::isNotReleased).toList());
      }
      dropIfEmpty(metadata, "annotations");
      dropIfEmpty(metadata, "labels");
      dropIfEmpty(content, "metadata");
    }
    return content;
  }

  private static boolean isNotReleased(String annotation) {
    return annotation.equals(RESTARTED_AT) || annotation.startsWith(OURS);
  }

  private static void dropLabels(ObjectNode metadata) {
    if (metadata.path("labels") instanceof ObjectNode labels) {
      labels.remove(CONTROLLER_LABELS);
    }
  }

  private static void dropIfNull(ObjectNode node, String name) {
    if (node.path(name).isNull()) {
      node.remove(name);
    }
  }

  private static void dropIfEmpty(ObjectNode node, String name) {
    JsonNode value = node.path(name);
    if (value.isNull() || (value.isObject() && value.isEmpty())) {
      node.remove(name);
    }
  }

  private static ObjectNode copy(JsonNode template) {
    return template instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }
}

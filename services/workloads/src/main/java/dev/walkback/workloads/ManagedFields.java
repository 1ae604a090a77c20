package dev.walkback.workloads;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Who wrote which fields of an object, and when: the API server's own book-keeping. */
final class ManagedFields {

  private static final String RESTARTED_AT = "f:kubectl.kubernetes.io/restartedAt";

  private ManagedFields() {}

  /** When one of the writers of such fields last wrote; statuses do not count. */
  static Optional<Instant> lastWritten(JsonNode object, Predicate<JsonNode> fields) {
    return Fields.list(object, "metadata", "managedFields").stream()
        .filter(entry -> Fields.textOrEmpty(entry, "subresource").isEmpty())
        .filter(entry -> fields.test(entry.path("fieldsV1")))
        .flatMap(entry -> Fields.time(entry, "time").stream())
        .max(Comparator.naturalOrder());
  }

  /**
   * When the pod template was last written, a restart apart. Who gave the template back afterwards
   * still holds the annotation that names it.
   */
  static Optional<Instant> templateLastWritten(JsonNode object) {
    return lastWritten(object, fields -> holdsTemplate(fields) || namesTemplate(fields));
  }

  private static boolean namesTemplate(JsonNode fields) {
    return Fields.at(fields, "f:metadata", "f:annotations")
        .has("f:" + WalkbackAnnotations.TEMPLATE);
  }

  private static boolean holdsTemplate(JsonNode fields) {
    JsonNode template = Fields.at(fields, "f:spec", "f:template");
    if (template.has("f:spec")) {
      return true;
    }
    return Fields.at(template, "f:metadata", "f:labels").isObject()
        || Fields.at(template, "f:metadata", "f:annotations").properties().stream()
            .anyMatch(
                entry -> entry.getKey().startsWith("f:") && !entry.getKey().equals(RESTARTED_AT));
  }
}

package dev.walkback.workloads;

import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the revisions of a workload from what the cluster keeps of them. */
final class Revisions {

  private static final String NUMBER = "deployment.kubernetes.io/revision";
  private static final String FORMER_NUMBERS = "deployment.kubernetes.io/revision-history";

  private Revisions() {}

  /** Those of the candidates that belong to the owner, newest number first. */
  static List<KnownRevision> of(WorkloadKind kind, String ownerUid, List<JsonNode> candidates) {
    return candidates.stream()
        .filter(candidate -> Fields.isControlledBy(candidate, ownerUid))
        .flatMap(candidate -> read(kind, candidate).stream())
        .sorted(
            Comparator.comparingLong((KnownRevision known) -> known.revision().number())
                .reversed()
                .thenComparing(KnownRevision::name))
        .toList();
  }

  private static Optional<KnownRevision> read(WorkloadKind kind, JsonNode object) {
    return switch (kind) {
      case DEPLOYMENT -> replicaSet(object);
      case STATEFUL_SET -> controllerRevision(object, name(object));
      case DAEMON_SET -> controllerRevision(object, label(object, "controller-revision-hash"));
    };
  }

  /** A ReplicaSet that the Deployment controller has not numbered yet is no revision yet. */
  private static Optional<KnownRevision> replicaSet(JsonNode object) {
    Instant created = created(object);
    JsonNode template = Fields.at(object, "spec", "template");
    return Fields.annotation(object, NUMBER)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(number ->
            new KnownRevision(
                revision(Long.parseLong(number), template, created),
                name(object),
                label(object, "pod-template-hash"),
                created,
                Fields.annotation(object, FORMER_NUMBERS).isPresent(),
                template,
                object));
  }

  /**
   * The controller raises the number of one that is used again, and leaves no other sign of it than
   * the time at which that field was last written.
   */
  private static Optional<KnownRevision> controllerRevision(JsonNode object, String hash) {
    JsonNode template = Fields.at(object, "data", "spec", "template");
    if (!template.isObject()) {
      return Optional.empty();
    }
    Instant created = created(object);
    return Optional.of(
        new KnownRevision(
            revision(Fields.number(object, "revision"), template, created),
            name(object),
            hash,
            ManagedFields.lastWritten(object, fields -> fields.has("f:revision")).orElse(created),
            false,
            template,
            object));
  }

  private static Revision revision(long number, JsonNode template, Instant created) {
    return new Revision(number, TemplateDigest.of(template), images(template), created);
  }

  private static List<String> images(JsonNode template) {
    return Stream.of("initContainers", "containers")
        .flatMap(field -> Fields.list(template, "spec", field).stream())
        .flatMap(container -> Fields.text(container, "image").stream())
        .toList();
  }

  private static Instant created(JsonNode object) {
    return Fields.time(object, "metadata", "creationTimestamp").orElse(Instant.EPOCH);
  }

  private static String name(JsonNode object) {
    return Fields.textOrEmpty(object, "metadata", "name");
  }

  private static String label(JsonNode object, String label) {
    return Fields.textOrEmpty(object, "metadata", "labels", label);
  }
}

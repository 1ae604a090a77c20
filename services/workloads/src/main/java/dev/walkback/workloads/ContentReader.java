package dev.walkback.workloads;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.ClusterReads.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads which contents workloads ask for, and no more, with one GET: for a glance at many. Several
 * come as a list from the API server's own cache, which may be some moments behind.
 */
public final class ContentReader {

  private final ClusterReads reads;

  public ContentReader(ClusterReads reads) {
    this.reads = reads;
  }

  /** The contents of these workloads of one kind; those that are not there are left out. */
  public Contents read(WorkloadKind kind, String namespace, Collection<String> names) {
    if (names.size() == 1) {
      String name = names.iterator().next();
      var answer = reads.get(WorkloadPaths.of(new WorkloadRef(kind, namespace, name)));
      return contents(kind, namespace, names, answer);
    }
    String path = WorkloadPaths.all(kind, namespace) + "?resourceVersion=0";
    return contents(kind, namespace, names, reads.get(path));
  }

  private static Contents contents(
      WorkloadKind kind, String namespace, Collection<String> names, Answer answer) {
    return switch (answer) {
      case Answer.Found(JsonNode json) ->
          new Contents.Found(
              objects(json).stream()
                  .filter(object -> names.contains(nameOf(object)))
                  .collect(
                      Collectors.toUnmodifiableMap(
                          object -> new WorkloadRef(kind, namespace, nameOf(object)),
                          object -> TemplateDigest.of(Fields.at(object, "spec", "template")),
                          (one, _) -> one)));
      case Answer.Missing() -> new Contents.Found(Map.of());
      case Answer.Forbidden(String explanation) -> new Contents.Forbidden(explanation);
      case Answer.Unreachable(String explanation) -> new Contents.Unreachable(explanation);
    };
  }

  private static List<JsonNode> objects(JsonNode json) {
    return json.path("items").isArray() ? Fields.list(json, "items") : List.of(json);
  }

  private static String nameOf(JsonNode object) {
    return Fields.textOrEmpty(object, "metadata", "name");
  }

  /** What came of it. */
  public sealed interface Contents {

    /** What they ask for. */
    record Found(Map<WorkloadRef, ContentDigest> live) implements Contents {

      public Found {
        live = Map.copyOf(live);
      }
    }

    /** We may not read them. */
    record Forbidden(String explanation) implements Contents {}

    /** Nothing is known about them. */
    record Unreachable(String explanation) implements Contents {}
  }
}

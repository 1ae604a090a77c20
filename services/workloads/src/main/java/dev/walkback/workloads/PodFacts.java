package dev.walkback.workloads;

import dev.walkback.events.ContentDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One pod of a workload.
 *
 * @param revisionHash label {@code pod-template-hash} or {@code controller-revision-hash}: which
 *     revision it was made from, in the cluster's words; empty if the label is missing
 * @param template the same by content; empty where the revision is no longer known
 * @param deletionTimestamp set once it was asked to go
 * @param containers init containers first, as the kubelet reports them; empty before it does
 */
public record PodFacts(
    String name,
    String uid,
    String phase,
    Optional<Instant> createdAt,
    Optional<Instant> deletionTimestamp,
    String revisionHash,
    Optional<ContentDigest> template,
    List<Condition> conditions,
    List<ContainerFacts> containers) {

  public PodFacts {
    conditions = List.copyOf(conditions);
    containers = List.copyOf(containers);
  }

  /** The kubelet's Ready condition; a pod without one is not ready. */
  public boolean ready() {
    return conditions.stream()
        .anyMatch(condition -> condition.type().equals("Ready") && condition.isTrue());
  }

  public boolean deleting() {
    return deletionTimestamp.isPresent();
  }

  static PodFacts read(JsonNode pod, String revisionHash, Optional<ContentDigest> template) {
    return new PodFacts(
        Fields.textOrEmpty(pod, "metadata", "name"),
        Fields.textOrEmpty(pod, "metadata", "uid"),
        Fields.textOrEmpty(pod, "status", "phase"),
        Fields.time(pod, "metadata", "creationTimestamp"),
        Fields.time(pod, "metadata", "deletionTimestamp"),
        revisionHash,
        template,
        Condition.allOf(pod),
        Stream.concat(
                containers(pod, "initContainerStatuses", true),
                containers(pod, "containerStatuses", false))
            .toList());
  }

  private static Stream<ContainerFacts> containers(JsonNode pod, String field, boolean init) {
    return Fields.list(pod, "status", field).stream()
        .map(status -> ContainerFacts.read(status, init));
  }
}

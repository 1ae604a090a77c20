package dev.walkback.workloads;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * A workload at one moment: the object as it was read, and what follows from it.
 *
 * @param object the raw object; not to be changed
 * @param revisions all that belong to it by uid, newest number first
 * @param pods all that belong to it by uid, of any revision
 */
public record WorkloadSnapshot(
    WorkloadFacts facts,
    JsonNode object,
    RolloutState rollout,
    List<KnownRevision> revisions,
    List<PodFacts> pods) {

  public WorkloadSnapshot {
    revisions = List.copyOf(revisions);
    pods = List.copyOf(pods);
  }

  public String uid() {
    return Fields.textOrEmpty(object, "metadata", "uid");
  }

  /** Changes with every write to the object; what a write must be conditional on. */
  public String resourceVersion() {
    return Fields.textOrEmpty(object, "metadata", "resourceVersion");
  }

  public Optional<String> annotation(String name) {
    return Fields.annotation(object, name);
  }

  /** The fence of the last rollback that wrote it; empty if none did, or if it is no number. */
  public OptionalLong fence() {
    return annotation(WalkbackAnnotations.FENCE)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  /** The newest revision with this content, whatever its number. */
  public Optional<KnownRevision> revisionOf(ContentDigest template) {
    return revisions.stream()
        .filter(known -> known.revision().template().equals(template))
        .max(Comparator.comparingLong(known -> known.revision().number()));
  }
}

package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a workload at one moment.
 *
 * @param live the content that the workload asks for now
 * @param releasedAt when that content came into effect, as far as the cluster tells
 * @param releasedByRollback the rollback that wrote it, where Walkback did
 * @param revisions all that the cluster remembers, the live one included, newest number first
 */
public record WorkloadFacts(
    WorkloadRef workload,
    ContentDigest live,
    Instant releasedAt,
    Optional<RollbackId> releasedByRollback,
    boolean paused,
    List<Revision> revisions) {

  public WorkloadFacts {
    revisions = List.copyOf(revisions);
  }

  @JsonIgnore
  public Optional<Revision> liveRevision() {
    return revisions.stream().filter(revision -> revision.template().equals(live)).findFirst();
  }
}

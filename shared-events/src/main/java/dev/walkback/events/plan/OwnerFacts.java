package dev.walkback.events.plan;

import java.time.Instant;
import java.util.List;

/**
 * What was read of something that owns the application's workloads: a Helm release, or an Argo CD
 * application.
 *
 * @param revisions all that it remembers, newest first
 */
public record OwnerFacts(
    WayBack way, String namespace, String name, List<OwnerRevision> revisions) {

  public OwnerFacts {
    revisions = List.copyOf(revisions);
  }

  /**
   * One entry of the owner's history.
   *
   * @param id in the owner's own terms, absolute: a history id, a revision number
   * @param contents what each workload asked for under it
   */
  public record OwnerRevision(String id, Instant deployedAt, List<WorkloadContent> contents) {

    public OwnerRevision {
      contents = List.copyOf(contents);
    }
  }
}

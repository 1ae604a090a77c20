package dev.walkback.detector.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cluster as the lookout sees it: slowly, so that looking is no burden. */
public interface ReleaseSight {

  /** What these workloads ask for, at low cost. */
  Glance glance(Collection<WorkloadRef> workloads) throws InterruptedException;

  /** All that is to be known of these, in their order. */
  List<ClusterView.Look> look(List<WorkloadRef> workloads) throws InterruptedException;

  /** What a glance told. */
  sealed interface Glance {

    /**
     * The cluster answers.
     *
     * @param live of those that are there and may be read
     * @param refusals why others may not be read
     */
    record Seen(Map<WorkloadRef, ContentDigest> live, Set<String> refusals) implements Glance {

      public Seen {
        live = Map.copyOf(live);
        refusals = Set.copyOf(refusals);
      }
    }

    /** The cluster cannot be read; nothing is known. */
    record Away(String explanation) implements Glance {}
  }
}

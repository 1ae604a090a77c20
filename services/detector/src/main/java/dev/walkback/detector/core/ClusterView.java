package dev.walkback.detector.core;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import java.util.List;

/** The cluster as the detector sees it: always read anew, never written. */
public interface ClusterView {

  /** Whose pod it is, or was. */
  Owner ownerOf(String namespace, String pod);

  /** All of these workloads, in their order, read at the same time. */
  List<Look> look(List<WorkloadRef> workloads);

  /** What the cluster says about a pod. */
  sealed interface Owner {

    /** Proven. */
    record Known(WorkloadRef workload) implements Owner {}

    /** The cluster was read, and does not tell. */
    record Unknown(String explanation) implements Owner {}

    /**
     * The cluster could not be read.
     *
     * @param away whether that is so of the whole cluster, and may be over soon
     */
    record Unreadable(String explanation, boolean away) implements Owner {

      public Unreadable(String explanation) {
        this(explanation, false);
      }
    }

    /** Whether it was asked in vain. */
    default boolean isUnreadable() {
      return this instanceof Owner.Unreadable;
    }
  }

  /** What came of looking at one workload. */
  sealed interface Look {

    /** It is there. */
    record Seen(WorkloadFacts facts) implements Look {}

    /** The cluster was read, and has no such workload. */
    record Missing(WorkloadRef workload) implements Look {}

    /**
     * The cluster could not be read, or does not let us.
     *
     * @param away whether the whole cluster cannot be read, and that may be over soon
     */
    record Unreadable(WorkloadRef workload, String explanation, boolean away) implements Look {

      public Unreadable(WorkloadRef workload, String explanation) {
        this(workload, explanation, false);
      }
    }

    /** Whether the cluster was away when one of them was looked at. */
    static boolean anyAway(List<Look> looks) {
      return looks.stream().anyMatch(look -> look instanceof Look.Unreadable vain && vain.away());
    }

    /** Whether one of them was looked at in vain. */
    static boolean anyUnreadable(List<Look> looks) {
      return looks.stream().anyMatch(Look.Unreadable.class::isInstance);
    }
  }
}

package dev.walkback.workloads;

import dev.walkback.events.WorkloadRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the selector of a workload was when it was last read, as a query. It cannot be changed, only
 * replaced with the workload, so that it is nearly always right; whoever uses it compares it with
 * the workload that came back. Bounded: the one that was longest not asked for goes first.
 */
final class KnownSelectors {

  private static final int CAPACITY = 10_000;

  private final Map<WorkloadRef, String> queries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkloadRef, String> eldest) {
          return size() > CAPACITY;
        }
      };

  synchronized Optional<String> of(WorkloadRef workload) {
    return Optional.ofNullable(queries.get(workload));
  }

  synchronized void remember(WorkloadRef workload, String query) {
    queries.put(workload, query);
  }
}

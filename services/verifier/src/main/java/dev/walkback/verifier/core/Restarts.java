package dev.walkback.verifier.core;

import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.util.HashMap;
import java.util.Map;

/**
 * How often containers were restarted while they were watched. What happened before the first look
 * is not counted; a pod that appears later begins at none.
 *
 * @param first per container, when watching began
 * @param last per container, at the last look
 */
record Restarts(boolean watching, Map<String, Integer> first, Map<String, Integer> last) {

  static final Restarts UNWATCHED = new Restarts(false, Map.of(), Map.of());

  /** A container that is started so often while watched is in a loop, however slow. */
  private static final int LOOP = 2;

  Restarts {
    first = Map.copyOf(first);
    last = Map.copyOf(last);
  }

  /** Restarts to be held against the container now: those since the last look, or a loop. */
  int heldAgainst(PodFacts pod, ContainerFacts container) {
    if (!watching) {
      return 0;
    }
    String key = key(pod, container);
    int sinceLast = container.restartCount() - last.getOrDefault(key, 0);
    int sinceFirst = container.restartCount() - first.getOrDefault(key, 0);
    return sinceFirst >= LOOP ? sinceFirst : Math.max(0, sinceLast);
  }

  /** The memory after this look. A look that saw nothing of a workload forgets nothing. */
  Restarts after(Look look) {
    Map<String, Integer> seen = new HashMap<>();
    for (Look.OfWorkload each : look.workloads()) {
      if (each.found() instanceof Look.Workload.Seen workload) {
        workload
            .pods()
            .forEach(pod ->
                pod.containers()
                    .forEach(container -> seen.put(key(pod, container), container.restartCount())));
      }
    }
    if (seen.isEmpty()) {
      return this;
    }
    Map<String, Integer> newest = new HashMap<>(last);
    newest.putAll(seen);
    return new Restarts(true, watching ? first : seen, newest);
  }

  private static String key(PodFacts pod, ContainerFacts container) {
    return pod.uid() + "/" + container.name();
  }
}

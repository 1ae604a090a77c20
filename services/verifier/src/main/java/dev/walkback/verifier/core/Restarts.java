package dev.walkback.verifier.core;

import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * How often containers were restarted while they were watched. What happened before the first look
 * is not counted; a pod that appears later begins at none.
 *
 * @param first per container, when watching began or when it was forgiven
 * @param last per container, at the last look
 */
record Restarts(boolean watching, Map<String, Integer> first, Map<String, Integer> last) {

  static final Restarts UNWATCHED = new Restarts(false, Map.of(), Map.of());

  /** A container that is started so often while watched is in a loop, however slow. */
  private static final int LOOP = 2;

  /** What has run for so long, and is ready, has stopped stumbling. */
  private static final Duration STEADY = Duration.ofSeconds(60);

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

  /**
   * With nothing held any longer against the containers that have come up: they begin anew. A start
   * may stumble over what it needs and is not there yet; what goes on crashing is seen by whoever
   * watches it next.
   */
  Restarts forgiving(Look look, Instant at) {
    if (!watching) {
      return this;
    }
    Map<String, Integer> steady = counts(look, (pod, container) -> isSteady(pod, container, at));
    return new Restarts(true, with(first, steady), with(last, steady));
  }

  private static boolean isSteady(PodFacts pod, ContainerFacts container, Instant at) {
    boolean came =
        container.running()
            ? container.startedAt().filter(since -> !since.isAfter(at.minus(STEADY))).isPresent()
            : container.init();
    return pod.ready() && container.ready() && came;
  }

  /** The memory after this look. A look that saw nothing of a workload forgets nothing. */
  Restarts after(Look look) {
    Map<String, Integer> seen = counts(look, (_, _) -> true);
    return seen.isEmpty() ? this : new Restarts(true, watching ? first : seen, with(last, seen));
  }

  private static Map<String, Integer> counts(
      Look look, BiPredicate<PodFacts, ContainerFacts> which) {
    Map<String, Integer> counts = new HashMap<>();
    for (Look.OfWorkload each : look.workloads()) {
      if (each.found() instanceof Look.Workload.Seen workload) {
        for (PodFacts pod : workload.pods()) {
          pod.containers().stream()
              .filter(container -> which.test(pod, container))
              .forEach(container -> counts.put(key(pod, container), container.restartCount()));
        }
      }
    }
    return counts;
  }

  private static Map<String, Integer> with(Map<String, Integer> known, Map<String, Integer> newer) {
    Map<String, Integer> merged = new HashMap<>(known);
    merged.putAll(newer);
    return merged;
  }

  private static String key(PodFacts pod, ContainerFacts container) {
    return pod.uid() + "/" + container.name();
  }
}

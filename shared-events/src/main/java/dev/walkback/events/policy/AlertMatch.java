package dev.walkback.events.policy;

import java.util.List;
import java.util.Map;

/**
 * Which alerts belong to an application: those that name one of its workloads or a pod of it, and
 * those that carry all of these labels.
 *
 * @param names if not empty, only alerts of these names
 * @param labels if not empty, an alert that carries all of them belongs to the application though
 *     it names no workload
 */
public record AlertMatch(List<String> names, Map<String, String> labels) {

  public AlertMatch {
    names = List.copyOf(names);
    labels = Ordered.byKey(labels);
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is expected of the workloads when a step is left out: what it would have left stays. */
final class Skipping {

  private Skipping() {}

  static List<Expected> expectedWithout(Stuck live, String step) {
    Map<WorkloadRef, Expected> expected = new LinkedHashMap<>();
    live.expected().forEach(each -> expected.put(each.workload(), each));
    for (Target target : live.steps().find(step).map(Steps.Step::targets).orElse(List.of())) {
      expected.computeIfPresent(
          target.workload(), (workload, _) -> new Expected(workload, target.from()));
    }
    return List.copyOf(expected.values());
  }
}

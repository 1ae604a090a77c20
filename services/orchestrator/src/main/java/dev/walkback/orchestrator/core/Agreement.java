package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import java.util.List;
import java.util.Optional;

/** Whether what people agreed to is still what would be done. */
final class Agreement {

  private Agreement() {}

  /** What moved since, in one sentence; empty if nothing did. */
  static Optional<String> whatMoved(List<Target> agreed, List<WorkloadFacts> now, Ledger ledger) {
    return agreed.stream().flatMap(target -> whatMoved(target, now, ledger).stream()).findFirst();
  }

  private static Optional<String> whatMoved(Target target, List<WorkloadFacts> now, Ledger ledger) {
    String name = target.workload().shortName();
    Optional<WorkloadFacts> found =
        now.stream().filter(fact -> fact.workload().equals(target.workload())).findFirst();
    if (found.isEmpty()) {
      return Optional.of("%s is not there any more".formatted(name));
    }
    WorkloadFacts facts = found.get();
    if (facts.live().equals(target.template())) {
      return Optional.empty();
    }
    if (!facts.live().equals(target.from())) {
      return Optional.of(
          "%s runs %s now, and ran %s when it was planned"
              .formatted(name, facts.live().abbreviated(), target.from().abbreviated()));
    }
    if (ledger.isQuarantined(target.template())) {
      return Optional.of(
          "%s of %s has been quarantined since".formatted(target.template().abbreviated(), name));
    }
    boolean there =
        facts.revisions().stream()
            .anyMatch(revision -> revision.template().equals(target.template()));
    return there
        ? Optional.empty()
        : Optional.of(
            "the cluster does not remember %s of %s any more"
                .formatted(target.template().abbreviated(), name));
  }
}

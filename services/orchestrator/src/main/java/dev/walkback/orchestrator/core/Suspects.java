package dev.walkback.orchestrator.core;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.plan.PlanLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which workloads a rollback is about, and which stay what they are. An application's workloads are
 * not always released together, and what has served for months is not to go because its neighbour
 * is bad.
 *
 * @param released what is to be left
 * @param staying the others, and why
 */
record Suspects(List<WorkloadFacts> released, List<PlanLine> staying) {

  /** Clocks of the cluster and the alerting system may differ by this. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  Suspects {
    released = List.copyOf(released);
    staying = List.copyOf(staying);
  }

  /** What was released in the window before an alert. What came after it did not cause it. */
  static Suspects ofAlert(List<WorkloadFacts> facts, Instant windowStart, Instant began) {
    return among(
        facts,
        fact -> !fact.releasedAt().isBefore(windowStart) && !isAfter(fact, began),
        fact ->
            isAfter(fact, began)
                ? "Released at %s, after the alert began".formatted(fact.releasedAt())
                : "Released at %s, before the window that began at %s"
                    .formatted(fact.releasedAt(), windowStart));
  }

  /** The last release: what was released last, and what was released not long before it. */
  static Suspects ofLastRelease(List<WorkloadFacts> facts, Duration window) {
    Instant last =
        facts.stream()
            .map(WorkloadFacts::releasedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return among(
        facts,
        fact -> !fact.releasedAt().isBefore(last.minus(window)),
        fact ->
            "Released at %s, not with the last release at %s".formatted(fact.releasedAt(), last));
  }

  private static Suspects among(
      List<WorkloadFacts> facts,
      Predicate<WorkloadFacts> suspect,
      Function<WorkloadFacts, String> why) {
    List<WorkloadFacts> released = new ArrayList<>();
    List<PlanLine> staying = new ArrayList<>();
    for (WorkloadFacts fact : facts) {
      if (suspect.test(fact)) {
        released.add(fact);
      } else {
        staying.add(new PlanLine(fact.workload().shortName(), "stays", why.apply(fact)));
      }
    }
    return new Suspects(released, staying);
  }

  private static boolean isAfter(WorkloadFacts fact, Instant began) {
    return fact.releasedAt().isAfter(began.plus(CLOCK_SKEW));
  }
}

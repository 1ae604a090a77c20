package dev.walkback.verifier.core;

import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one look showed. The worst measurement decides; nothing measured is no data.
 *
 * @param replaced whether a workload asks for other content than was expected
 */
record Picture(Verdict verdict, List<Measurement> measurements, boolean replaced) {

  Picture {
    measurements = List.copyOf(measurements);
  }

  /**
   * @param restarts what is held against containers
   * @param leniency towards pods that are missing or not ready
   */
  static Picture of(Look look, Restarts restarts, Leniency leniency, Instant at) {
    List<Measurement> measurements = new ArrayList<>();
    for (Look.OfWorkload workload : look.workloads()) {
      measurements.add(RolloutCheck.measure(workload, leniency, at));
      measurements.add(PodCheck.measure(workload, restarts, leniency, at));
    }
    look.checks().forEach(check -> measurements.add(ServiceCheck.measure(check, at)));
    Verdict worst =
        measurements.stream()
            .map(Measurement::verdict)
            .max(Comparator.naturalOrder())
            .orElse(Verdict.INCONCLUSIVE);
    boolean replaced =
        look.workloads().stream()
            .anyMatch(each ->
                each.found() instanceof Look.Workload.Seen seen
                    && !seen.live().equals(each.expected().template()));
    return new Picture(worst, measurements, replaced);
  }

  /** Whether it would look the same to a person, whenever it was taken. */
  boolean isLike(Picture other) {
    return shown().equals(other.shown());
  }

  /** What is not healthy, in words; worst first. */
  String troubles() {
    if (measurements.isEmpty()) {
      return "there is nothing to look at";
    }
    return measurements.stream()
        .filter(measurement -> measurement.verdict() != Verdict.HEALTHY)
        .sorted(Comparator.comparing(Measurement::verdict).reversed())
        .map(measurement -> measurement.check() + ": " + measurement.observed())
        .collect(Collectors.joining("; "));
  }

  private List<String> shown() {
    return measurements.stream()
        .map(each -> each.check() + "|" + each.verdict() + "|" + each.observed())
        .toList();
  }
}

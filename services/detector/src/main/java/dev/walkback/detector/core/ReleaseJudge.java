package dev.walkback.detector.core;

import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Was there a release shortly before the alert began? A restart is none. */
final class ReleaseJudge {

  /** Clocks of the cluster and the alerting system may differ by this. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private ReleaseJudge() {}

  static Suspicion judge(
      ApplicationId application, TriggerSummary trigger, Duration window, List<Look> looks) {
    List<WorkloadFacts> facts =
        looks.stream()
            .filter(Look.Seen.class::isInstance)
            .map(look -> ((Look.Seen) look).facts())
            .toList();
    String unreadable =
        looks.stream()
            .filter(Look.Unreadable.class::isInstance)
            .map(look -> (Look.Unreadable) look)
            .map(look -> look.workload().shortName() + ": " + look.explanation())
            .collect(Collectors.joining("; "));
    if (!unreadable.isEmpty()) {
      return new Suspicion.ClusterUnreadable(application, trigger, unreadable);
    }
    if (facts.isEmpty()) {
      return new Suspicion.ClusterUnreadable(
          application,
          trigger,
          "Expected the workloads of the policy on the cluster, but it has none of them: "
              + missing(looks));
    }
    Instant windowStart = trigger.at().minus(window).truncatedTo(ChronoUnit.SECONDS);
    boolean released = facts.stream().anyMatch(each -> isWithin(each, windowStart, trigger.at()));
    return released
        ? new Suspicion.ReleaseSuspected(
            application, trigger, Scenario.BAD_DEPLOYMENT, windowStart, facts)
        : new Suspicion.NothingReleased(application, trigger, windowStart, facts);
  }

  /** A release after the alert began did not cause it. */
  private static boolean isWithin(WorkloadFacts facts, Instant windowStart, Instant began) {
    return !facts.releasedAt().isBefore(windowStart)
        && !facts.releasedAt().isAfter(began.plus(CLOCK_SKEW));
  }

  private static String missing(List<Look> looks) {
    return looks.stream()
        .filter(Look.Missing.class::isInstance)
        .map(look -> ((Look.Missing) look).workload())
        .map(workload -> workload.namespace() + " " + workload.shortName())
        .collect(Collectors.joining(", "));
  }
}

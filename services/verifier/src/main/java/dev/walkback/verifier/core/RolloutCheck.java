package dev.walkback.verifier.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.RolloutState;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the cluster is done with what the workload asks for, by the rule of {@code kubectl
 * rollout status}, and whether it asks for what it should. The rule of a kind that is updated by
 * hand (OnDelete) is that its pods have been replaced.
 */
final class RolloutCheck {

  private RolloutCheck() {}

  /**
   * @param leniency towards pods that are missing or not ready
   */
  static Measurement measure(Look.OfWorkload look, Leniency leniency, Instant at) {
    var workload = look.expected().workload();
    ContentDigest expected = look.expected().template();
    Finding finding =
        switch (look.found()) {
          case Look.Workload.Unknown(String why) -> new Finding(Verdict.INCONCLUSIVE, why);
          case Look.Workload.Missing() ->
              new Finding(Verdict.UNHEALTHY, "there is no such workload");
          case Look.Workload.Seen seen -> judge(look, seen, leniency.forgives(look, seen, at));
        };
    return new Measurement(
        "rollout " + workload.shortName(),
        Aspect.ROLLOUT,
        finding.verdict(),
        "template " + expected.abbreviated() + " rolled out to all pods",
        finding.observed(),
        at);
  }

  private static Finding judge(Look.OfWorkload look, Look.Workload.Seen seen, boolean forgiven) {
    ContentDigest expected = look.expected().template();
    RolloutState state = seen.rollout();
    if (!seen.live().equals(expected)) {
      return new Finding(
          Verdict.UNHEALTHY,
          "it asks for template %s: somebody changed it since"
              .formatted(seen.live().abbreviated()));
    }
    if (!state.observed()) {
      return new Finding(
          Verdict.UNHEALTHY,
          "the controller has seen generation %d of %d"
              .formatted(state.observedGeneration(), state.generation()));
    }
    Optional<String> lacking = lacking(look, seen);
    if (lacking.isEmpty()) {
      return new Finding(Verdict.HEALTHY, "done, %s".formatted(count(state.desired(), "pod")));
    }
    if (forgiven && !isLate(state)) {
      return new Finding(Verdict.HEALTHY, lacking.get() + Newcomers.COMING);
    }
    return new Finding(
        Verdict.UNHEALTHY, seen.paused() ? lacking.get() + "; it is paused" : lacking.get());
  }

  private static Optional<String> lacking(Look.OfWorkload look, Look.Workload.Seen seen) {
    RolloutState state = seen.rollout();
    return state.strategy().equals("OnDelete")
        ? replacedByHand(look.expected().template(), seen)
        : switch (look.expected().workload().kind()) {
          case DEPLOYMENT -> deployment(state);
          case STATEFUL_SET -> statefulSet(state);
          case DAEMON_SET -> daemonSet(state);
        };
  }

  private static boolean isLate(RolloutState state) {
    return state.conditions().stream()
        .anyMatch(condition ->
            condition.type().equals("Progressing")
                && condition.reason().equals("ProgressDeadlineExceeded"));
  }

  private static Optional<String> deployment(RolloutState state) {
    if (isLate(state)) {
      return Optional.of(
          "it exceeded its progress deadline with %d of %d available"
              .formatted(state.available(), state.desired()));
    }
    if (state.updated() < state.desired()) {
      return lacking(state.updated(), state.desired(), "updated");
    }
    if (state.total() > state.updated()) {
      return Optional.of(count(state.total() - state.updated(), "old pod") + " still there");
    }
    return state.available() < state.updated()
        ? lacking(state.available(), state.updated(), "available")
        : Optional.empty();
  }

  private static Optional<String> statefulSet(RolloutState state) {
    if (state.ready() < state.desired()) {
      return lacking(state.ready(), state.desired(), "ready");
    }
    int partition = state.partition().orElse(0);
    if (partition > 0) {
      int wanted = Math.max(0, state.desired() - partition);
      return state.updated() < wanted
          ? lacking(state.updated(), wanted, "updated above partition " + partition)
          : Optional.empty();
    }
    return state.updateRevision().equals(state.currentRevision())
        ? Optional.empty()
        : lacking(state.updated(), state.desired(), "updated");
  }

  private static Optional<String> daemonSet(RolloutState state) {
    if (state.updated() < state.desired()) {
      return lacking(state.updated(), state.desired(), "updated");
    }
    return state.available() < state.desired()
        ? lacking(state.available(), state.desired(), "available")
        : Optional.empty();
  }

  private static Optional<String> replacedByHand(ContentDigest expected, Look.Workload.Seen seen) {
    long replaced =
        seen.pods().stream()
            .filter(pod -> !pod.deleting() && pod.ready() && isOf(expected, pod))
            .count();
    int desired = seen.rollout().desired();
    return replaced < desired
        ? Optional.of(
            "%d of %d replaced and ready; OnDelete leaves replacing them to you"
                .formatted(replaced, desired))
        : Optional.empty();
  }

  static boolean isOf(ContentDigest expected, PodFacts pod) {
    return pod.template().filter(expected::equals).isPresent();
  }

  private static Optional<String> lacking(int found, int wanted, String what) {
    return Optional.of("%d of %d %s".formatted(found, wanted, what));
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private record Finding(Verdict verdict, String observed) {}
}

package dev.walkback.verifier.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the pods of the expected content are well: ready by their condition, not waiting for a
 * reason that means trouble, not restarting. The phase says nothing, for a crash-looping pod is
 * {@code Running}. Pods that are going, have ended, or are of other content are not held against
 * it.
 */
final class PodCheck {

  private static final Set<String> TROUBLE =
      Set.of(
          "CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImagePull",
          "ErrImageNeverPull",
          "ImageInspectError",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");
  private static final Set<String> ENDED = Set.of("Failed", "Succeeded");
  private static final int MOST_NAMED = 3;

  private PodCheck() {}

  /**
   * @param leniency towards pods that are missing or not ready
   */
  static Measurement measure(
      Look.OfWorkload look, Restarts restarts, Leniency leniency, Instant at) {
    return switch (look.found()) {
      case Look.Workload.Unknown(String why) ->
          measured(look, Verdict.INCONCLUSIVE, "all pods ready", why, at);
      case Look.Workload.Missing() ->
          measured(look, Verdict.UNHEALTHY, "all pods ready", "there is no such workload", at);
      case Look.Workload.Seen seen ->
          judge(look, seen, restarts, leniency.forgives(look, seen, at), at);
    };
  }

  /** The pods of this content that are meant to run. */
  static List<PodFacts> thoseOf(ContentDigest expected, Look.Workload.Seen seen) {
    return seen.pods().stream()
        .filter(pod -> !pod.deleting() && !ENDED.contains(pod.phase()))
        .filter(pod -> RolloutCheck.isOf(expected, pod))
        .toList();
  }

  private static Measurement judge(
      Look.OfWorkload look,
      Look.Workload.Seen seen,
      Restarts restarts,
      boolean forgiven,
      Instant at) {
    List<PodFacts> pods = thoseOf(look.expected().template(), seen);
    int wanted = wanted(seen);
    List<String> troubles = pods.stream().flatMap(pod -> troubles(pod, restarts)).toList();
    long ready = pods.stream().filter(PodFacts::ready).count();
    String count = "%d of %d ready".formatted(ready, wanted);
    String expected = "%d of %d ready, none restarting".formatted(wanted, wanted);
    if (!troubles.isEmpty()) {
      return measured(look, Verdict.UNHEALTHY, expected, count + ": " + named(troubles), at);
    }
    if (wanted == 0) {
      return measured(
          look,
          Verdict.INCONCLUSIVE,
          "at least one pod that proves it",
          "it asks for no pods, so nothing is proven",
          at);
    }
    if (ready < wanted) {
      return forgiven
          ? measured(look, Verdict.HEALTHY, expected, count + Newcomers.COMING, at)
          : measured(look, Verdict.UNHEALTHY, expected, count, at);
    }
    return measured(look, Verdict.HEALTHY, expected, count, at);
  }

  /** Pods below a partition stay as they are by intention. */
  private static int wanted(Look.Workload.Seen seen) {
    return Math.max(0, seen.rollout().desired() - seen.rollout().partition().orElse(0));
  }

  private static Stream<String> troubles(PodFacts pod, Restarts restarts) {
    return pod.containers().stream()
        .map(container -> trouble(pod, container, restarts))
        .flatMap(Optional::stream);
  }

  private static Optional<String> trouble(
      PodFacts pod, ContainerFacts container, Restarts restarts) {
    Optional<String> waiting = container.waitingReason().filter(TROUBLE::contains);
    if (waiting.isPresent()) {
      return Optional.of(pod.name() + " " + waiting.get() + lastEnd(container));
    }
    int restarted = restarts.heldAgainst(pod, container);
    return restarted > 0
        ? Optional.of(
            "%s restarted %d times while watched%s"
                .formatted(pod.name(), restarted, lastEnd(container)))
        : Optional.empty();
  }

  private static String lastEnd(ContainerFacts container) {
    return container
        .lastTerminatedReason()
        .map(reason ->
            container.lastExitCode().isPresent()
                ? " (%s, exit code %d)".formatted(reason, container.lastExitCode().getAsInt())
                : " (%s)".formatted(reason))
        .orElse("");
  }

  private static String named(List<String> troubles) {
    String first = troubles.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = troubles.size() - MOST_NAMED;
    return more > 0 ? first + ", and %d more".formatted(more) : first;
  }

  private static Measurement measured(
      Look.OfWorkload look, Verdict verdict, String expected, String observed, Instant at) {
    return new Measurement(
        "pods " + look.expected().workload().shortName(),
        Aspect.PODS,
        verdict,
        expected,
        observed,
        at);
  }
}

package dev.walkback.systemtests.simulation;

import dev.walkback.systemtests.simulation.services.Machinery;
import dev.walkback.verifier.core.Look;
import dev.walkback.verifier.core.Watching;
import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.time.Instant;
import java.util.List;

/** Does not see since when anything runs. */
final class Unforgiving extends Machinery {

  @Override
  public Watching.Step judge(Watching watching, Look look, Instant begun, Instant at) {
    List<Look.OfWorkload> timeless =
        look.workloads().stream()
            .map(each -> new Look.OfWorkload(each.expected(), timeless(each.found())))
            .toList();
    return super.judge(watching, new Look(timeless, look.checks()), begun, at);
  }

  private static Look.Workload timeless(Look.Workload found) {
    return switch (found) {
      case Look.Workload.Seen seen ->
          new Look.Workload.Seen(
              seen.live(),
              seen.paused(),
              seen.rollout(),
              seen.pods().stream().map(Unforgiving::timeless).toList());
      case Look.Workload.Missing _, Look.Workload.Unknown _ -> found;
    };
  }

  private static PodFacts timeless(PodFacts pod) {
    return new PodFacts(
        pod.name(),
        pod.uid(),
        pod.phase(),
        pod.createdAt(),
        pod.deletionTimestamp(),
        pod.revisionHash(),
        pod.template(),
        pod.conditions(),
        pod.containers().stream().map(Unforgiving::timeless).toList());
  }

  private static ContainerFacts timeless(ContainerFacts container) {
    return new ContainerFacts(
        container.name(),
        container.init(),
        container.ready(),
        container.running(),
        container.restartCount(),
        container.waitingReason(),
        container.waitingMessage(),
        container.lastTerminatedReason(),
        container.lastExitCode());
  }
}

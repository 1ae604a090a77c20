package dev.walkback.executor.outbound.kube;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.executor.core.PodState;
import dev.walkback.executor.core.WedgedPods;
import dev.walkback.executor.core.WedgedPods.Next;
import dev.walkback.executor.core.WedgedPods.SetState;
import dev.walkback.workloads.KnownRevision;
import dev.walkback.workloads.RolloutState;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes way for the target of a StatefulSet: deletes the pods that its controller would wait for in
 * vain. Ends with the step's deadline; what is left then shows in the verification.
 */
final class WedgedSet {

  private static final Logger LOG = LoggerFactory.getLogger(WedgedSet.class);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  private final WorkloadReader reader;
  private final ClusterWriter writer;
  private final InstantSource clock;
  private final Pause pause;

  WedgedSet(WorkloadReader reader, ClusterWriter writer, InstantSource clock, Pause pause) {
    this.reader = reader;
    this.writer = writer;
    this.clock = clock;
    this.pause = pause;
  }

  /** Names of the pods that were deleted; always empty for other kinds of workload. */
  List<String> makeWay(RollBackWorkload step) throws InterruptedException {
    List<String> deleted = new ArrayList<>();
    if (step.target().workload().kind() != WorkloadKind.STATEFUL_SET) {
      return deleted;
    }
    while (true) {
      if (reader.read(step.target().workload()) instanceof Reading.Found(var snapshot)) {
        switch (next(snapshot, step)) {
          case Next.Done() -> {
            return deleted;
          }
          case Next.Delete(List<PodState> pods) -> {
            if (!delete(step, pods, deleted)) {
              return deleted;
            }
          }
          case Next.Wait(String reason) ->
              LOG.debug("waiting rollback={} reason=\"{}\"", step.rollbackId(), reason);
        }
      }
      if (left(step).compareTo(LOOK_INTERVAL) <= 0) {
        LOG.warn(
            "pods may still be wedged rollback={} workload={} deleted={}",
            step.rollbackId(),
            step.target().workload().shortName(),
            deleted);
        return deleted;
      }
      pause.pause(LOOK_INTERVAL);
    }
  }

  private boolean delete(RollBackWorkload step, List<PodState> pods, List<String> deleted)
      throws InterruptedException {
    for (PodState pod : pods) {
      Duration left = left(step);
      if (!left.isPositive()) {
        return false;
      }
      var write = writer.delete(step.target().workload().namespace(), pod, left);
      LOG.info(
          "wedged pod rollback={} pod={} result=\"{}\"",
          step.rollbackId(),
          pod.name(),
          write instanceof ClusterWriter.Write.Done ? "deleted" : write.explanation());
      switch (write) {
        case ClusterWriter.Write.Done() -> deleted.add(pod.name());
        case ClusterWriter.Write.Forbidden _, ClusterWriter.Write.Invalid _ -> {
          return false;
        }
        // Gone or replaced is what we wanted; whatever else it was, the next look tells.
        case ClusterWriter.Write.Conflict _,
            ClusterWriter.Write.Gone _,
            ClusterWriter.Write.Busy _,
            ClusterWriter.Write.Unknown _ ->
            LOG.debug("looking again rollback={} pod={}", step.rollbackId(), pod.name());
      }
    }
    return true;
  }

  private static Next next(WorkloadSnapshot snapshot, RollBackWorkload step) {
    RolloutState rollout = snapshot.rollout();
    Optional<String> target =
        snapshot.revisionOf(step.target().template()).map(KnownRevision::name);
    boolean targetIsLive = snapshot.facts().live().equals(step.target().template());
    if (!targetIsLive) {
      // Somebody released again: these pods are theirs now.
      return new Next.Done();
    }
    SetState set =
        new SetState(
            rollout.observed() && target.filter(rollout.updateRevision()::equals).isPresent(),
            rollout.updateRevision(),
            rollout.partition().orElse(0),
            rollout.desired(),
            rollout.strategy().equals("OnDelete"));
    return WedgedPods.next(
        set,
        snapshot.pods().stream()
            .map(pod ->
                new PodState(
                    pod.name(), pod.uid(), pod.ready(), pod.deleting(), pod.revisionHash()))
            .toList());
  }

  private Duration left(RollBackWorkload step) {
    return Duration.between(clock.instant(), step.deadline());
  }
}

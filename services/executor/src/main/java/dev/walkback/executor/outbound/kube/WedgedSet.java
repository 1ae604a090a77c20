package dev.walkback.executor.outbound.kube;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.executor.core.PodState;
import dev.walkback.executor.core.StepDecision;
import dev.walkback.executor.core.WedgedPods;
import dev.walkback.executor.core.WedgedPods.Next;
import dev.walkback.executor.core.WedgedPods.SetState;
import dev.walkback.workloads.KnownRevision;
import dev.walkback.workloads.RolloutState;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes way for the target of a StatefulSet: deletes the pods that its controller would wait for in
 * vain. Each deletion passes the gate of its own; under a hold none is deleted. Ends with the
 * step's deadline; what is left then shows in the verification.
 */
final class WedgedSet {

  private static final Logger LOG = LoggerFactory.getLogger(WedgedSet.class);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  private final WorkloadReader reader;
  private final ClusterWriter writer;
  private final Gate gate;
  private final Pause pause;

  WedgedSet(WorkloadReader reader, ClusterWriter writer, Gate gate, Pause pause) {
    this.reader = reader;
    this.writer = writer;
    this.gate = gate;
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
      if (gate.left(step).compareTo(LOOK_INTERVAL) <= 0) {
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
      var obstacle = gate.obstacle(step);
      if (obstacle.isPresent()) {
        return mayPass(step, obstacle.get());
      }
      Duration left = gate.left(step);
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

  /** A hold may be lifted while there is time; an approval that ended does not come back. */
  private static boolean mayPass(RollBackWorkload step, StepDecision.Obstacle obstacle) {
    LOG.debug("pods are left alone rollbackId={} obstacle={}", step.rollbackId(), obstacle);
    return switch (obstacle) {
      case StepDecision.RetryLater _ -> true;
      case StepDecision.Refuse refusal -> refusal.reason() == Refusal.HELD;
    };
  }

  private static Next next(WorkloadSnapshot snapshot, RollBackWorkload step) {
    RolloutState rollout = snapshot.rollout();
    Optional<String> target =
        snapshot.revisionOf(step.target().template()).map(KnownRevision::name);
    boolean targetIsLive = snapshot.facts().live().equals(step.target().template());
    boolean fenced = snapshot.fence().orElse(step.fence()) > step.fence();
    if (!targetIsLive || fenced) {
      // Somebody released again, or a newer rollback wrote it: these pods are theirs now.
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
}

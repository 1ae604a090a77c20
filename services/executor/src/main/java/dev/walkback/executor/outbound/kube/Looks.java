package dev.walkback.executor.outbound.kube;

import dev.walkback.events.ContentDigest;
import dev.walkback.executor.core.PodState;
import dev.walkback.executor.core.Scene;
import dev.walkback.executor.core.Sighting;
import dev.walkback.executor.core.WedgedPods.SetState;
import dev.walkback.workloads.KnownRevision;
import dev.walkback.workloads.RolloutState;
import dev.walkback.workloads.WorkloadReader.Reading;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the core needs of what was read. */
final class Looks {

  private Looks() {}

  /** What a look showed; of a set with regard to this target, if there is one. */
  static Scene scene(Reading reading, Optional<ContentDigest> target, Instant now) {
    return switch (reading) {
      case Reading.Found(var snapshot) ->
          new Scene(
              new Sighting.Present(snapshot.facts(), snapshot.fence()),
              snapshot.rollout().observed(),
              target.map(template -> set(snapshot, template)),
              pods(snapshot, now));
      case Reading.Missing() -> Scene.of(new Sighting.Missing());
      case Reading.Forbidden(String explanation) -> Scene.of(new Sighting.Forbidden(explanation));
      case Reading.Unreachable(String explanation) ->
          Scene.of(new Sighting.Unreachable(explanation));
    };
  }

  private static SetState set(WorkloadSnapshot snapshot, ContentDigest template) {
    RolloutState rollout = snapshot.rollout();
    Optional<String> target = snapshot.revisionOf(template).map(KnownRevision::name);
    return new SetState(
        rollout.observed() && target.filter(rollout.updateRevision()::equals).isPresent(),
        rollout.updateRevision(),
        rollout.partition().orElse(0),
        rollout.desired(),
        rollout.strategy().equals("OnDelete"));
  }

  private static List<PodState> pods(WorkloadSnapshot snapshot, Instant now) {
    return snapshot.pods().stream()
        .map(pod ->
            new PodState(
                pod.name(),
                pod.uid(),
                pod.ready(),
                pod.deleting(),
                pod.revisionHash(),
                pod.containers().stream().anyMatch(each -> each.hasJustCrashed(now))))
        .toList();
  }
}

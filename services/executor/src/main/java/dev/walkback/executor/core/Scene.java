package dev.walkback.executor.core;

import dev.walkback.executor.core.WedgedPods.SetState;
import java.util.List;
import java.util.Optional;

/**
 * All that one look at a workload showed.
 *
 * @param observed whether the cluster's controller has seen what the workload asks for
 * @param set how far a set is with the step's target, whatever the kind of workload
 */
public record Scene(
    Sighting sighting, boolean observed, Optional<SetState> set, List<PodState> pods) {

  public Scene {
    pods = List.copyOf(pods);
  }

  /** One that showed nothing but that. */
  public static Scene of(Sighting sighting) {
    return new Scene(sighting, false, Optional.empty(), List.of());
  }
}

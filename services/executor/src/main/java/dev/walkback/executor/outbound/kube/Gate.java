package dev.walkback.executor.outbound.kube;

import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.executor.core.Brakes;
import dev.walkback.executor.core.Sighting;
import dev.walkback.executor.core.StepDecision;
import dev.walkback.executor.core.StepRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The rules at this moment. Every write passes it, as late as can be: the brake is asked after the
 * cluster was read, and the write follows at once.
 */
public record Gate(StepRules rules, Brakes brakes, InstantSource clock) {

  /** What is to be done about a workload that was just looked at. */
  StepDecision decide(Sighting sighting, RollBackWorkload step) throws InterruptedException {
    var brake = brakes.of(step.application());
    return rules.decide(sighting, brake, step, clock.instant());
  }

  /** What speaks against one more write of a step that was begun; empty if nothing does. */
  Optional<StepDecision.Obstacle> obstacle(RollBackWorkload step) throws InterruptedException {
    var brake = brakes.of(step.application());
    return StepRules.obstacle(brake, step, clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  /** Until the step's deadline. */
  Duration left(RollBackWorkload step) {
    return Duration.between(clock.instant(), step.deadline());
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Optional;

/**
 * What a decision depends on beside the state and the input, as it is known at this moment. What
 * follows from it is on record; replaying needs none of it.
 *
 * @param policy the application's policy as it is now; a live rollback keeps to the one that it
 *     began with
 * @param applications how many have a policy
 * @param held the hold that is in force for the application, by its widest scope that is known
 */
public record Context(
    Optional<RollbackPolicy> policy, FleetPolicy fleet, int applications, Optional<Held> held) {

  /** Everything unlimited, nothing held. */
  public static Context of(Optional<RollbackPolicy> policy) {
    FleetPolicy unlimited =
        new FleetPolicy(
            ApplicationId.EVERYTHING,
            FleetPolicy.DEFAULT.version(),
            Optional.empty(),
            Optional.empty());
    return new Context(policy, unlimited, 1, Optional.empty());
  }

  /** A hold and the scope that it was given for. */
  public record Held(ApplicationId scope, Hold hold) {

    String explanation() {
      return "%s is held by %s since %s: %s"
          .formatted(scope.inWords(), hold.by(), hold.since(), hold.reason());
    }
  }
}

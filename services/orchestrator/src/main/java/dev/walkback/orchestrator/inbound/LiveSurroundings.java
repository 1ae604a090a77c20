package dev.walkback.orchestrator.inbound;

import dev.walkback.chassis.HoldsView;
import dev.walkback.chassis.Policies;
import dev.walkback.chassis.PoliciesView;
import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.Context;
import java.time.InstantSource;

/**
 * Policies and holds as they were read last. A hold that is not here yet is seen by the executor,
 * which looks right before each effect.
 */
public final class LiveSurroundings implements Surroundings {

  private final PoliciesView policies;
  private final HoldsView holds;
  private final InstantSource clock;

  public LiveSurroundings(PoliciesView policies, HoldsView holds, InstantSource clock) {
    this.policies = policies;
    this.holds = holds;
    this.clock = clock;
  }

  /** Whether both were read to their ends once. */
  public boolean isReady() {
    return policies.isReady() && holds.isReady();
  }

  @Override
  public Context of(ApplicationId application) {
    Policies known = policies.current();
    return new Context(
        known.find(application),
        known.fleet(),
        known.byApplication().size(),
        holds
            .current()
            .holding(application, clock.instant())
            .map(held -> new Context.Held(held.scope(), held.hold())));
  }
}

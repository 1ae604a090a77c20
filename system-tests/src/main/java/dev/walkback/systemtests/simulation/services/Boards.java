package dev.walkback.systemtests.simulation.services;

import dev.walkback.chassis.Holds;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Board;
import java.util.Optional;

/** What services know beside the records that they are given: policies and holds. */
public record Boards(Board<RollbackPolicy> policies, Board<Hold> holds, FleetPolicy fleet) {

  /** As whoever is so far behind knows them. */
  Context of(ApplicationId application, long now, long lag) {
    return new Context(
        policies.find(application, now - lag),
        fleet,
        policies.at(now - lag).size(),
        holding(application, now, lag).map(held -> new Context.Held(held.scope(), held.hold())));
  }

  /** The same for whoever waits for a policy that is on its way. */
  Context ofKnown(ApplicationId application, long now, long lag) {
    return of(application, now, policies.find(application, now - lag).isPresent() ? lag : 0);
  }

  Optional<Holds.Held> holding(ApplicationId application, long now, long lag) {
    return new Holds(holds.at(now - lag)).holding(application, Agenda.instantOf(now));
  }
}

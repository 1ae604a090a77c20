package dev.walkback.systemtests.simulation.services;

import dev.walkback.systemtests.simulation.cluster.Api;
import dev.walkback.systemtests.simulation.cluster.ModelChat;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Faults;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.Trace;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the services stand on.
 *
 * @param witness is told what can be seen from outside
 */
public record Stage(
    Agenda agenda,
    Chance chance,
    Log log,
    Faults faults,
    Api api,
    ModelChat chat,
    Boards boards,
    Machinery machinery,
    Trace trace,
    Consumer<Fact> witness) {

  /** Whether the session's process dies at this point. */
  boolean diesAt(Point point, Session session) {
    if (session.life().isDead()) {
      return true;
    }
    OptionalLong downtime = faults.crashAt(point);
    if (downtime.isEmpty()) {
      return false;
    }
    trace.note(() -> "CRASH of %s at %s".formatted(session.life(), point));
    session.crash(downtime.getAsLong());
    return true;
  }
}

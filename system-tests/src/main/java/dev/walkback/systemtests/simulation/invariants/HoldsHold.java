package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A brake that comes too late is none. */
final class HoldsHold implements Invariant {

  @Override
  public String sentence() {
    return "No write is decided while a hold that was placed before is in force";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.WorkloadWritten(var write)
            && write.writer() instanceof Writer.Walkback walkback
            && !walkback.thawed()
        ? before
            .tale(walkback.rollback())
            .flatMap(tale -> held(tale.application(), walkback.decidedAt(), before))
            .map(held -> "%s wrote under %s".formatted(walkback.rollback(), held.hold()))
        : Optional.empty();
  }

  private static Optional<Chronicle.Held> held(
      ApplicationId application, Instant decidedAt, Chronicle before) {
    return Stream.of(
            application,
            ApplicationId.everythingIn(application.namespace()),
            ApplicationId.EVERYTHING)
        .flatMap(scope -> before.hold(scope).stream())
        .filter(held -> held.visibleAt().isBefore(decidedAt) && held.hold().holdsAt(decidedAt))
        .findFirst();
  }
}

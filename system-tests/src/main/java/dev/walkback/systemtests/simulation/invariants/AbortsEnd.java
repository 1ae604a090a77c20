package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.OperatorEntry.AbortAsked;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import java.util.Optional;

/** Stop means stop. */
final class AbortsEnd implements Invariant {

  @Override
  public String sentence() {
    return "After an abort no more steps are sent";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AttemptStarted
        ? before
            .live(written.record().application())
            .filter(tale -> tale.has(AbortAsked.class))
            .map(tale -> tale.id() + " went on after it was aborted")
        : Optional.empty();
  }
}

package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry;
import java.util.Optional;

/** Two at once would fight over one application. */
final class OneLiveRollback implements Invariant {

  @Override
  public String sentence() {
    return "At most one rollback of an application is live";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AuditEntry.RollbackStarted start
        ? before
            .live(written.record().application())
            .map(live -> "%s started while %s was live".formatted(start.rollbackId(), live.id()))
        : Optional.empty();
  }
}

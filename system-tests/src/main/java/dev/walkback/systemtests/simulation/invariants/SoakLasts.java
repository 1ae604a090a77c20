package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** It must stay healthy, not only become so. */
final class SoakLasts implements Invariant {

  @Override
  public String sentence() {
    return "A rollback succeeds only after its whole soak";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof RollbackSucceeded
        ? before
            .live(written.record().application())
            .flatMap(tale -> tooEarly(tale, written.record()))
        : Optional.empty();
  }

  private static Optional<String> tooEarly(Tale tale, AuditRecord record) {
    Duration soak = tale.start().policy().limits().soak();
    Instant until = tale.soakUntil().orElse(soak.isZero() ? Instant.MIN : Instant.MAX);
    return Invariant.unless(
        !record.at().isBefore(until),
        "%s succeeded at %s, before its soak of %s was over",
        tale.id(),
        record.at(),
        soak);
  }
}

package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import java.util.Optional;

/** Two rollbacks on one database are no rollback. */
final class LocksExclude implements Invariant {

  @Override
  public String sentence() {
    return "Applications that share a lock are never rolled back at the same time";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AttemptStarted
        ? before
            .live(written.record().application())
            .flatMap(tale ->
                before.tales().stream()
                    .filter(other -> other != tale && other.isLocking() && shares(tale, other))
                    .findFirst()
                    .map(other -> tale.id() + " began while " + other.id() + " held its lock"))
        : Optional.empty();
  }

  private static boolean shares(Tale one, Tale other) {
    return one.start().policy().rails().locks().stream()
        .anyMatch(other.start().policy().rails().locks()::contains);
  }
}

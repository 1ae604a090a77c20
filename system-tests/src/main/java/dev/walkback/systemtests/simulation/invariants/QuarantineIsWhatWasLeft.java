package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was rolled away from must not come back. */
final class QuarantineIsWhatWasLeft implements Invariant {

  @Override
  public String sentence() {
    return "A rollback that succeeds quarantines exactly what it left";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof RollbackSucceeded end
        ? before
            .live(written.record().application())
            .flatMap(tale -> differs(end.quarantined(), tale))
        : Optional.empty();
  }

  private static Optional<String> differs(List<ContentDigest> quarantined, Tale tale) {
    Set<ContentDigest> left = new HashSet<>();
    tale.resolved().orElseThrow().targets().stream().map(Target::from).forEach(left::add);
    return Invariant.unless(
        left.equals(new HashSet<>(quarantined)),
        "%s left %s, but quarantined %s",
        tale.id(),
        left,
        quarantined);
  }
}

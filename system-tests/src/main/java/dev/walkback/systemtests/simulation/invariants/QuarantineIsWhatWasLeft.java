package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What was rolled away from must not come back. */
final class QuarantineIsWhatWasLeft implements Invariant {

  @Override
  public String sentence() {
    return "Whatever a rollback that succeeds has replaced is quarantined";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof RollbackSucceeded end
        ? before.live(written.record().application()).flatMap(tale -> forgotten(end, tale, before))
        : Optional.empty();
  }

  private static Optional<String> forgotten(RollbackSucceeded end, Tale tale, Chronicle before) {
    Set<ContentDigest> quarantined = new HashSet<>(before.quarantined(tale.application()));
    quarantined.addAll(end.quarantined());
    return tale.writes().stream()
        .filter(write -> !write.before().equals(write.after()))
        .map(ClusterWrite::before)
        .filter(content -> !quarantined.contains(content.digest()))
        .findFirst()
        .map(content -> "%s replaced %s and did not quarantine it".formatted(tale.id(), content));
  }
}

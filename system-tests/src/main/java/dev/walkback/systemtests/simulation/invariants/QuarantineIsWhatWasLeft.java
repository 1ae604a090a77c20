package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What was rolled away from must not come back, and what stays must not be called bad for it. */
final class QuarantineIsWhatWasLeft implements Invariant {

  @Override
  public String sentence() {
    return "Whatever a rollback that succeeds has replaced is quarantined, and what it left as it was is not";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof RollbackSucceeded end
        ? before
            .live(written.record().application())
            .flatMap(tale -> forgotten(end, tale, before).or(() -> staying(end, tale)))
        : Optional.empty();
  }

  private static Optional<String> forgotten(RollbackSucceeded end, Tale tale, Chronicle before) {
    Set<ContentDigest> quarantined = new HashSet<>(before.quarantined(tale.application()));
    quarantined.addAll(end.quarantined());
    return tale.writes().stream()
        .filter(write -> !write.before().equals(write.after()))
        .filter(write -> !tale.skipped().contains(write.workload()))
        .map(ClusterWrite::before)
        .filter(content -> !quarantined.contains(content.digest()))
        .findFirst()
        .map(content -> "%s replaced %s and did not quarantine it".formatted(tale.id(), content));
  }

  /** By this rollback; what somebody else has called bad may stay. */
  private static Optional<String> staying(RollbackSucceeded end, Tale tale) {
    Set<ContentDigest> quarantined = new HashSet<>(tale.givenUp());
    quarantined.addAll(end.quarantined());
    return tale.resolved().orElseThrow().facts().stream()
        .filter(facts ->
            quarantined.contains(
                tale.taken(facts.workload()).map(Target::template).orElse(facts.live())))
        .findFirst()
        .map(facts ->
            "%s quarantined what %s serves and goes on to serve"
                .formatted(tale.id(), facts.workload().shortName()));
  }
}

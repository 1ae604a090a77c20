package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Anyone can check it with nothing but SHA-256. */
final class AuditHasNoGap implements Invariant {

  private final Map<ApplicationId, ContentDigest> last = new HashMap<>();

  @Override
  public String sentence() {
    return "An application's audit is numbered without a gap, and its chain verifies over the bytes";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.AuditWritten(AuditRecord record, byte[] bytes, _))) {
      return Optional.empty();
    }
    long expected = before.auditLength(record.application()) + 1L;
    ContentDigest previous = last.getOrDefault(record.application(), AuditRecord.NONE);
    last.put(record.application(), ContentDigest.of(bytes));
    if (record.sequence() != expected) {
      return Optional.of(
          "%s has a record %d where %d was expected"
              .formatted(record.application(), record.sequence(), expected));
    }
    return Invariant.unless(
        record.previous().equals(previous),
        "Record %d of %s does not point at the one before it",
        expected,
        record.application());
  }
}

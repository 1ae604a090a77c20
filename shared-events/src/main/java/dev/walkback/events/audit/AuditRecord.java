package dev.walkback.events.audit;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an application's audit.
 *
 * <p>The records of one application are numbered from 1 without a gap. {@code previous} is the
 * digest of the bytes of the record before it, exactly as they stand on the topic; the first one
 * has {@link #NONE}. So a chain can be checked with nothing but SHA-256.
 *
 * @param rollback the rollback that it belongs to, if any
 * @param status where that rollback stands after this entry
 */
public record AuditRecord(
    ApplicationId application,
    long sequence,
    ContentDigest previous,
    Instant at,
    Optional<RollbackId> rollback,
    AuditEntry entry,
    Optional<RollbackStatus> status)
    implements Event {

  /** What the first record of an application points at. */
  public static final ContentDigest NONE = new ContentDigest("sha256:" + "0".repeat(64));

  public AuditRecord {
    if (sequence < 1) {
      throw new IllegalArgumentException(
          "Expected audit numbers from 1 on, but found %d".formatted(sequence));
    }
  }
}

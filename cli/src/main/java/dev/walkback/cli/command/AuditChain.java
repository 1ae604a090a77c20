package dev.walkback.cli.command;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditRecord;
import java.util.Optional;

/** Follows the audit of one application and says where its chain does not hold. */
public final class AuditChain {

  private long sequence;
  private ContentDigest digest = AuditRecord.NONE;

  /**
   * Takes the next record.
   *
   * @param bytes the record as it stands on the topic
   * @return what is wrong with its place in the chain, if anything
   */
  public Optional<String> accept(AuditRecord record, byte[] bytes) {
    long expectedSequence = sequence + 1;
    ContentDigest expectedDigest = digest;
    sequence = record.sequence();
    digest = ContentDigest.of(bytes);
    if (record.sequence() != expectedSequence) {
      return Optional.of(
          "expected number %d, but found %d".formatted(expectedSequence, record.sequence()));
    }
    if (!record.previous().equals(expectedDigest)) {
      return Optional.of(
          "expected it to follow a record with digest %s…, but it names %s…"
              .formatted(expectedDigest.abbreviated(), record.previous().abbreviated()));
    }
    return Optional.empty();
  }

  /** A record that cannot be read has its place in the chain all the same. */
  public void acceptUnreadable(byte[] bytes) {
    sequence++;
    digest = ContentDigest.of(bytes);
  }
}

package dev.walkback.cli.chain;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditRecord;
import java.util.Optional;

/** Follows the audit of one application from its first record on. */
public final class AuditChain {

  private final ApplicationId application;
  private long sequence;
  private long records;
  private ContentDigest digest = AuditRecord.NONE;

  public AuditChain(ApplicationId application) {
    this.application = application;
  }

  /**
   * Takes the next record. What it says becomes what the one after it is held against.
   *
   * @param bytes the record as it stands on the topic
   * @return what is wrong with its place in the chain, if anything
   */
  public Optional<Break> accept(byte[] bytes) {
    long expected = sequence + 1;
    ContentDigest before = digest;
    digest = ContentDigest.of(bytes);
    records++;
    return switch (Link.read(bytes)) {
      case Link.Placed placed -> {
        sequence = placed.sequence();
        yield place(placed, expected, before);
      }
      case Link.Broken broken -> {
        // It has its place in the chain all the same.
        sequence = expected;
        yield Optional.of(new Break.Unreadable(expected, broken.trouble()));
      }
    };
  }

  private Optional<Break> place(Link.Placed placed, long expected, ContentDigest before) {
    if (!placed.application().equals(application)) {
      return Optional.of(new Break.WrongApplication(expected, application, placed.application()));
    }
    if (placed.sequence() != expected) {
      return Optional.of(new Break.WrongNumber(expected, placed.sequence()));
    }
    return placed.previous().equals(before)
        ? Optional.empty()
        : Optional.of(new Break.WrongPrevious(expected, before, placed.previous()));
  }

  /** How many records there were. */
  public long records() {
    return records;
  }

  /** The number of the last one. */
  public long last() {
    return sequence;
  }

  /** The digest of the last one: written down elsewhere, it proves that nothing was cut off. */
  public ContentDigest digest() {
    return digest;
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditRecord;

/**
 * Where an application's audit stands.
 *
 * @param length number of its last record; zero before the first
 * @param last digest of the bytes of its last record, as they stand on the topic
 */
public record Chain(long length, ContentDigest last) {

  public static final Chain EMPTY = new Chain(0, AuditRecord.NONE);

  /** One record longer. */
  public Chain append(byte[] record) {
    return new Chain(length + 1, ContentDigest.of(record));
  }
}

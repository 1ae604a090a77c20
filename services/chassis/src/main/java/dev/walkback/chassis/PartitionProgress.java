package dev.walkback.chassis;

import java.util.TreeSet;

/**
 * How far one partition is done when its records finish in any order: up to the first unfinished
 * one, so that a crash repeats work but never skips it.
 */
final class PartitionProgress {

  private final TreeSet<Long> open = new TreeSet<>();
  private long next = -1;
  private long committed = -1;
  private boolean revoked;

  synchronized void begin(long offset) {
    open.add(offset);
    next = Math.max(next, offset + 1);
  }

  synchronized void finish(long offset) {
    open.remove(offset);
  }

  /** The offset to commit, or -1 when there is nothing new. */
  synchronized long committable() {
    long position = open.isEmpty() ? next : open.first();
    return position > committed ? position : -1;
  }

  synchronized void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  synchronized boolean isIdle() {
    return open.isEmpty();
  }

  synchronized void revoke() {
    revoked = true;
  }

  synchronized boolean isRevoked() {
    return revoked;
  }
}

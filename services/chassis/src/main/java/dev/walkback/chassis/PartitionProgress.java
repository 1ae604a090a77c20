package dev.walkback.chassis;

import java.util.TreeSet;

/**
 * How far one partition is done when its records finish in any order: up to the first unfinished
 * one, so that a crash repeats work but never skips it.
 *
 * <p>Belongs to one assignment. Once revoked no record of it is started any more, and whoever gets
 * the partition next begins with a progress of his own.
 */
final class PartitionProgress {

  private final TreeSet<Long> open = new TreeSet<>();
  private long next = -1;
  private long committed = -1;
  private int running;
  private boolean revoked;

  /** A record has come; until it is finished nothing behind it is committed. */
  synchronized void begin(long offset) {
    open.add(offset);
    next = Math.max(next, offset + 1);
  }

  /** Whether work on a record may be started now; if so, {@link #ended} follows. */
  synchronized boolean started() {
    if (revoked) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void ended() {
    running--;
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

  /** Whether nothing is being worked on, waiting records aside. */
  synchronized boolean isIdle() {
    return running == 0;
  }

  synchronized void revoke() {
    revoked = true;
  }

  synchronized boolean isRevoked() {
    return revoked;
  }
}

package dev.walkback.chassis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much a loop holds in memory: records that came and are not done. */
final class InFlight {

  static final int MAX_RECORDS = 2_000;
  static final long MAX_BYTES = 32L * 1024 * 1024;

  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  void add(long size) {
    records.incrementAndGet();
    bytes.addAndGet(size);
  }

  void remove(long size) {
    records.decrementAndGet();
    bytes.addAndGet(-size);
  }

  /** No more is fetched until {@link #hasRoom}. */
  boolean isFull() {
    return records.get() >= MAX_RECORDS || bytes.get() >= MAX_BYTES;
  }

  boolean hasRoom() {
    return records.get() < MAX_RECORDS / 2 && bytes.get() < MAX_BYTES / 2;
  }

  int records() {
    return records.get();
  }
}

package dev.walkback.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when it is told to. Safe to share between threads. */
public final class FakeTime implements InstantSource {

  private final AtomicReference<Instant> now;

  public FakeTime(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** A clock that starts at an instant that is easy to recognise. */
  public static FakeTime start() {
    return new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves the clock and returns the new instant. */
  public Instant advance(Duration by) {
    return now.updateAndGet(instant -> instant.plus(by));
  }
}

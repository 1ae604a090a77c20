package dev.walkback.testsupport.architecture.detector.core;

import java.time.Instant;

final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant now() {
    return Instant.now();
  }
}

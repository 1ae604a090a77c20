package dev.walkback.testsupport.architecture.notifier.config;

import java.time.Clock;
import java.time.InstantSource;

/** The one place where time comes from. */
public final class Clocks {
  private Clocks() {}

  public static InstantSource system() {
    return Clock.systemUTC();
  }
}

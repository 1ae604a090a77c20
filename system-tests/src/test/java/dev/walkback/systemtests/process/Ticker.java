package dev.walkback.systemtests.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Prints what it was given, then counts; ends by itself only where it is told to. */
final class Ticker {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private Ticker() {}

  public static void main(String[] args) {
    System.out.println("property " + System.getProperty("ticker.given"));
    System.out.println("variable " + System.getenv("TICKER_GIVEN"));
    for (int tick = 0; tick < Integer.getInteger("ticker.ends", Integer.MAX_VALUE); tick++) {
      System.out.println("tick " + tick);
      LockSupport.parkNanos(PAUSE);
    }
    Runtime.getRuntime().halt(7);
  }
}

package dev.walkback.testsupport.architecture.detector.inbound;

final class Sleeps {
  private Sleeps() {}

  static void now() throws InterruptedException {
    Thread.sleep(1);
  }
}

package dev.walkback.testsupport.architecture.detector.inbound;

final class Prints {
  private Prints() {}

  static void hello() {
    System.out.println("hello");
  }
}

package dev.walkback.testsupport.architecture.detector.inbound;

import java.util.UUID;

final class DrawsIds {
  private DrawsIds() {}

  static UUID id() {
    return UUID.randomUUID();
  }
}

package dev.walkback.chassis;

import java.util.Optional;

/** Something that begins once the topics are there, and ends with the process. */
public interface EdgeWorker {

  String name();

  void start();

  void stop();

  /** Whether it does what it is there for. */
  boolean isReady();

  /** Why the service should not be counted on because of it, right now; for people. */
  default Optional<String> problem() {
    return isReady() ? Optional.empty() : Optional.of("not working yet");
  }
}

package dev.walkback.chassis;

/** Something that begins once the topics are there, and ends with the process. */
public interface EdgeWorker {

  String name();

  void start();

  void stop();

  /** Whether it does what it is there for, right now. */
  boolean isReady();
}

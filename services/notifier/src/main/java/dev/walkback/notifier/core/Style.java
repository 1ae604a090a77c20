package dev.walkback.notifier.core;

/** What a chat can do. */
public enum Style {
  /** One message per rollback, edited in place, with a thread below it. */
  THREADED,
  /**
   * Messages that cannot be found again: when it starts, whenever people are called, when it ends.
   */
  START_AND_END
}

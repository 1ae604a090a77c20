package dev.walkback.notifier.core;

/** What a chat can do. */
public enum Style {
  /** One message per rollback, edited in place, with a thread below it. */
  THREADED,
  /** Messages that cannot be found again: one when it starts, one when it ends. */
  START_AND_END
}

package dev.walkback.notifier.core;

/** How a message should feel at a glance; each chat has its own way of showing it. */
public enum Tone {
  /** Users may be hurt and something is happening. */
  ALARM,
  /** It is under way. */
  BUSY,
  /** It looks good, but is not proven yet. */
  WATCHING,
  GOOD,
  BAD,
  /** A person must act. */
  HUMAN,
  PLAIN
}

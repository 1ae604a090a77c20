package dev.walkback.events.release;

/** What is known of a release. */
public enum Standing {
  /** It was live; nothing speaks for it or against it. */
  OBSERVED,
  /** It served well through a watch or a soak. */
  VERIFIED,
  /** It was rolled away from, or an operator says that it is bad. Never gone back to. */
  QUARANTINED
}

package dev.walkback.events.verification;

/**
 * Three-valued: no data is neither good nor bad. Ordered from best to worst, so that the worst of
 * several is their maximum.
 */
public enum Verdict {
  HEALTHY,
  INCONCLUSIVE,
  UNHEALTHY
}

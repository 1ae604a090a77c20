package dev.walkback.events.suspicion;

/** The kind of trouble, which decides the plan. */
public enum Scenario {
  BAD_DEPLOYMENT
}

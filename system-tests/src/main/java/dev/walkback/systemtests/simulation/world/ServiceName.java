package dev.walkback.systemtests.simulation.world;

/** The services, in flow order. */
public enum ServiceName {
  DETECTOR,
  ORCHESTRATOR,
  EXECUTOR,
  VERIFIER,
  NOTIFIER
}

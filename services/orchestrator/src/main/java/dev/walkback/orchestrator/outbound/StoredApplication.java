package dev.walkback.orchestrator.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.TimerName;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the store holds of one application.
 *
 * @param version of the form in which it is written
 * @param timers that run, by name, with their moments
 */
public record StoredApplication(
    int version, ApplicationState state, Map<TimerName, Instant> timers) {

  /** The form that is written today. Every earlier one is still read. */
  public static final int VERSION = 2;

  public StoredApplication {
    timers = java.util.Collections.unmodifiableMap(new TreeMap<>(timers));
  }

  public static StoredApplication unknown(ApplicationId application) {
    return of(ApplicationState.unknown(application), Map.of());
  }

  public static StoredApplication of(ApplicationState state, Map<TimerName, Instant> timers) {
    return new StoredApplication(VERSION, state, timers);
  }
}

package dev.walkback.events.trigger;

import dev.walkback.events.TriggerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One alert, firing or resolved, from whichever system. An Alertmanager webhook holds several.
 *
 * @param fingerprint the alerting system's hash of the labels
 * @param startsAt when it began; repeats of one alert keep it
 */
public record Alert(
    Status status,
    String fingerprint,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Optional<String> generatorUrl) {

  /** Firing until resolved. */
  public enum Status {
    FIRING,
    RESOLVED
  }

  public Alert {
    if (fingerprint.isBlank()) {
      throw new IllegalArgumentException("Expected an alert with a fingerprint, but it is empty");
    }
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  public TriggerId id() {
    return new TriggerId("alert/" + fingerprint + "@" + startsAt);
  }

  public String name() {
    return labels.getOrDefault("alertname", "unnamed alert");
  }

  public Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name)).filter(value -> !value.isBlank());
  }
}

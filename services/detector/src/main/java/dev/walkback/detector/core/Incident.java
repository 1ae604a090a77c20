package dev.walkback.detector.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.trigger.Alert;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An alert as it arrived.
 *
 * @param application where whoever sent it knows
 * @param receivedAt when Walkback had it
 */
public record Incident(Alert alert, Optional<ApplicationId> application, Instant receivedAt) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 500;

  TriggerSummary summary() {
    String text =
        Stream.of("summary", "description", "message")
            .map(name -> alert.annotations().getOrDefault(name, ""))
            .filter(said -> !said.isBlank())
            .findFirst()
            .orElse("");
    return new TriggerSummary(
        alert.id(),
        TriggerSummary.Origin.ALERT,
        Text.shortened(alert.name(), LONGEST_NAME),
        Text.shortened(text, LONGEST_TEXT),
        alert.startsAt(),
        receivedAt);
  }
}

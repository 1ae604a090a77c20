package dev.walkback.notifier.outbound.slack;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Slack is reached.
 *
 * @param apiUrl base of the Web API, for instance {@code https://slack.com/api}
 * @param token a bot token with chat:write, and channels:history and channels:read so that a
 *     message whose answer was lost can be found again
 * @param timeout for one call
 * @param pace least time between two messages to one channel; Slack allows about one a second
 * @param onCall whom to mention where a person must act
 * @param defaultChannel where goes what another channel does not take; empty: nowhere
 */
public record SlackSettings(
    URI apiUrl,
    String token,
    Duration timeout,
    Duration pace,
    Mention onCall,
    Optional<String> defaultChannel) {

  public SlackSettings {
    if (token.isBlank()) {
      throw new IllegalArgumentException("Expected a Slack bot token, but it is empty");
    }
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofSeconds(12)) > 0) {
      throw new IllegalArgumentException(
          "Expected a time-out for one Slack call of more than 0 and at most 12 seconds, but found %s"
              .formatted(timeout));
    }
  }

  @Override
  public String toString() {
    return "SlackSettings[apiUrl=%s, token=(hidden), timeout=%s]".formatted(apiUrl, timeout);
  }
}

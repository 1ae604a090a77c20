package dev.walkback.notifier.outbound.slack;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What Slack answered to one call. Slack says most errors with status 200. */
sealed interface SlackAnswer {

  /** {@code "ok": true}. */
  record Ok(JsonNode body) implements SlackAnswer {}

  /** {@code "ok": false}: this call will not work, however often it is made. */
  record No(String error) implements SlackAnswer {}

  /**
   * Not now.
   *
   * @param perhapsDone whether the call may have had its effect
   */
  record Later(Optional<Duration> after, String reason, boolean perhapsDone)
      implements SlackAnswer {}
}

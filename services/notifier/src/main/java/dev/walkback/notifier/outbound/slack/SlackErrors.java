package dev.walkback.notifier.outbound.slack;

import java.util.Map;
import java.util.Set;

/**
 * Slack's error words: which pass, which mean that a message is gone or a channel closed, and what
 * to do otherwise.
 */
final class SlackErrors {

  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");

  private static final Set<String> GONE =
      Set.of("message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed");

  /** It is this channel, and not the message or the app. */
  private static final Set<String> CLOSED =
      Set.of("channel_not_found", "not_in_channel", "is_archived", "restricted_action");

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry(
              "channel_not_found",
              "Check the channel in the policy (spec.slack.channel), and that the app can see it."),
          Map.entry("not_in_channel", "Invite the app to the channel: /invite @walkback."),
          Map.entry("is_archived", "The channel is archived: name another one in the policy."),
          Map.entry("invalid_auth", "Check walkback.notifier.slack.token."),
          Map.entry("not_authed", "Check walkback.notifier.slack.token."),
          Map.entry("account_inactive", "The app or its user was removed: install it again."),
          Map.entry("token_revoked", "The token was revoked: install the app again."),
          Map.entry("token_expired", "The token has expired: renew it."),
          Map.entry("missing_scope", "Give the app the scopes chat:write, channels:history."),
          Map.entry("msg_too_long", "The message exceeds Slack's limit: please report this."),
          Map.entry("invalid_blocks", "Slack does not take the blocks: please report this."),
          Map.entry(
              "restricted_action", "The workspace's settings forbid posting: ask its owner."));

  private SlackErrors() {}

  static boolean passes(String error) {
    return PASSING.contains(error);
  }

  static boolean meansGone(String error) {
    return GONE.contains(error);
  }

  static boolean meansClosed(String error) {
    return CLOSED.contains(error);
  }

  static String advice(String error) {
    return ADVICE.getOrDefault(
        error, "See https://docs.slack.dev/reference/methods/chat.postMessage#errors.");
  }
}

package dev.walkback.notifier.config;

import dev.walkback.notifier.core.Rules;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told: {@code walkback.notifier.*}.
 *
 * @param fleetChannel where to tell what concerns many applications (holds, the storm brake);
 *     empty: where what no policy names a channel for is told
 * @param noticeInterval of one application and one reason at most one notice in this time
 * @param joinInterval of one rollback at most one reply about further triggers in this time
 * @param maxAge what happened longer ago is not told any more
 */
@ConfigurationProperties("walkback.notifier")
public record NotifierSettings(
    @DefaultValue Slack slack,
    @DefaultValue("") String fleetChannel,
    @DefaultValue("1h") Duration noticeInterval,
    @DefaultValue("5m") Duration joinInterval,
    @DefaultValue("24h") Duration maxAge) {

  /**
   * Slack; without a token and a webhook, messages go to the log.
   *
   * @param token of a bot with chat:write, channels:history and channels:read
   * @param webhookUrl of an incoming webhook, the poorer choice; used only without a token
   * @param apiUrl another address than Slack's, for a proxy or a stand-in
   * @param defaultChannel where to tell what no policy names a channel for, and what the named one
   *     does not take
   * @param onCall whom to mention where a person must act: channel, here, everyone, the id of a
   *     user group (S…) or of a person (U…); empty: nobody
   * @param timeout for one call
   * @param pace least time between two messages to one channel
   */
  public record Slack(
      @DefaultValue("") String token,
      @DefaultValue("") String webhookUrl,
      @DefaultValue("https://slack.com/api") URI apiUrl,
      @DefaultValue("") String defaultChannel,
      @DefaultValue("channel") String onCall,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("1s") Duration pace) {

    public Slack {
      if (!webhookUrl.isBlank() && !webhookUrl.matches("https?://\\S+")) {
        throw new IllegalArgumentException(
            "Expected walkback.notifier.slack.webhook-url as an http or https address, but found something else (not shown, it may be a secret)");
      }
    }

    /** Both the token and the webhook's address are secrets. */
    @Override
    public String toString() {
      return "Slack[apiUrl=%s, token %s, webhook %s, defaultChannel=%s]"
          .formatted(
              apiUrl,
              token.isBlank() ? "none" : "(hidden)",
              webhookUrl.isBlank() ? "none" : "(hidden)",
              defaultChannel);
    }
  }

  public Rules rules() {
    return new Rules(
        Optional.of(slack.defaultChannel()).filter(channel -> !channel.isBlank()),
        Optional.of(fleetChannel).filter(channel -> !channel.isBlank()),
        noticeInterval,
        joinInterval,
        maxAge);
  }
}

package dev.walkback.notifier.outbound.slack;

import dev.walkback.events.ApplicationId;
import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Style;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * Slack by an incoming webhook, the poorer choice: its messages cannot be edited, answered or found
 * again. So there is one when a rollback starts, one whenever people are called, and one when it
 * ends, in the webhook's own channel whatever the policy says, and after a time-out one may stand
 * there twice.
 */
public final class SlackWebhook implements Chat, AutoCloseable {

  private final JsonMapper json = new JsonMapper();
  private final URI url;
  private final Duration pace;
  private final Mention onCall;
  private final SlackHttp http;

  /**
   * @param url a secret; it is never shown
   * @param onCall whom to mention where a person must act
   */
  public SlackWebhook(URI url, Duration timeout, Duration pace, Mention onCall) {
    this.url = url;
    this.pace = pace;
    this.onCall = onCall;
    this.http = new SlackHttp(timeout);
  }

  @Override
  public Style style() {
    return Style.START_AND_END;
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public Outcome tell(ApplicationId application, Delivery delivery) {
    Mention call = delivery.card().call().isPresent() ? onCall : Mention.NOBODY;
    String body = json.writeValueAsString(SlackBlocks.message(delivery.card(), call));
    return switch (http.send(url, "application/json", "", body, SlackWebhook::read)) {
      case SlackAnswer.Ok _ -> new Outcome.Told(Optional.empty());
      case SlackAnswer.Later later -> new Outcome.TryAgain(later.after(), later.reason(), false);
      case SlackAnswer.No no ->
          new Outcome.Refused(
              no.error(), "Check walkback.notifier.slack.webhook-url; a webhook can be revoked.");
    };
  }

  @Override
  public Search search(RollbackThread thread) {
    return new Search.Seen(Optional.empty(), Set.of());
  }

  private static SlackAnswer read(HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      return new SlackAnswer.Ok(NullNode.getInstance());
    }
    String error = response.body().strip();
    return new SlackAnswer.No(
        "webhook says %d %s"
            .formatted(response.statusCode(), SlackText.capped(error.isEmpty() ? "-" : error, 80)));
  }

  @Override
  public void close() {
    http.close();
  }
}

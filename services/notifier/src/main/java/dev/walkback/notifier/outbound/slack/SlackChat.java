package dev.walkback.notifier.outbound.slack;

import dev.walkback.chassis.Failpoint;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.notifier.core.Card;
import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.Posted;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Style;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack with a bot token: one message per rollback, edited in place, with a thread below it. An
 * edit tells nobody that something changed, so where people are called, the reply in the thread
 * stands in the channel too and mentions them.
 */
public final class SlackChat implements Chat, AutoCloseable {

  static final String EVENT_TYPE = "walkback_rollback";
  static final String PARENT = "parent";

  private final SlackApi api;
  private final SlackSearch search;
  private final Mention onCall;
  private final Optional<String> defaultChannel;

  public SlackChat(SlackSettings settings) {
    onCall = settings.onCall();
    defaultChannel = settings.defaultChannel();
    api = new SlackApi(settings);
    search = new SlackSearch(api);
  }

  @Override
  public Style style() {
    return Style.THREADED;
  }

  @Override
  public Duration pace() {
    return api.pace();
  }

  @Override
  public Outcome tell(ApplicationId application, Delivery delivery) {
    Failpoint.BEFORE_POST.reach();
    Outcome outcome = orElsewhere(delivery, send(application, delivery));
    Failpoint.AFTER_POST.reach();
    return outcome;
  }

  private Outcome send(ApplicationId application, Delivery delivery) {
    return switch (delivery) {
      case Delivery.PostParent parent ->
          post(parent.channel(), parent(application, parent.rollbackId(), parent.card()));
      case Delivery.UpdateParent update ->
          update(update.posted(), parent(application, update.rollbackId(), update.card()));
      case Delivery.PostReply reply -> reply(application, reply);
      case Delivery.PostNotice notice ->
          post(notice.channel(), SlackBlocks.message(notice.card(), mention(notice.card())));
    };
  }

  /** What a channel does not take is told in the default channel, unless it is that one. */
  private Outcome orElsewhere(Delivery delivery, Outcome outcome) {
    Optional<String> other =
        defaultChannel.filter(channel -> delivery.channel().filter(channel::equals).isEmpty());
    return outcome instanceof Outcome.Refused(String error, String advice)
            && SlackErrors.meansClosed(error)
            && other.isPresent()
        ? new Outcome.Elsewhere(other.get(), error, advice)
        : outcome;
  }

  @Override
  public Search search(RollbackThread thread) {
    return search.search(thread);
  }

  private static ObjectNode parent(ApplicationId application, RollbackId rollbackId, Card card) {
    return with(SlackBlocks.message(card, Mention.NOBODY), application, rollbackId, PARENT);
  }

  private Mention mention(Card card) {
    return card.call().isPresent() ? onCall : Mention.NOBODY;
  }

  private static ObjectNode with(
      ObjectNode message, ApplicationId application, RollbackId rollbackId, String part) {
    message.set("metadata", SlackBlocks.metadata(application, rollbackId.value(), part));
    return message;
  }

  private Outcome reply(ApplicationId application, Delivery.PostReply reply) {
    Card card = reply.card();
    ObjectNode message =
        with(
            SlackBlocks.reply(card, mention(card)),
            application,
            reply.rollbackId(),
            reply.reply().key());
    Optional<String> channel = reply.parent().map(Posted::channel);
    reply.parent().ifPresent(parent -> message.put("thread_ts", parent.timestamp()));
    if (card.call().isPresent()) {
      message.put("reply_broadcast", true);
    }
    return post(channel, message);
  }

  private Outcome post(Optional<String> channel, ObjectNode message) {
    if (channel.isEmpty()) {
      return new Outcome.Refused(
          "no channel is known",
          "Name one in the policy (spec.slack.channel), in walkback.notifier.slack.default-channel, or for what concerns many applications in walkback.notifier.fleet-channel.");
    }
    message.put("channel", channel.get()).put("unfurl_links", false).put("unfurl_media", false);
    return outcome(
        api.call("chat.postMessage", message),
        answer -> {
          Posted posted =
              new Posted(answer.path("channel").asString(), answer.path("ts").asString());
          search.learn(channel.get(), posted.channel());
          return Optional.of(posted);
        });
  }

  private Outcome update(Posted posted, ObjectNode message) {
    message.put("channel", posted.channel()).put("ts", posted.timestamp());
    return outcome(api.call("chat.update", message), _ -> Optional.empty());
  }

  private static Outcome outcome(SlackAnswer answer, Function<JsonNode, Optional<Posted>> where) {
    return switch (answer) {
      case SlackAnswer.Ok ok -> new Outcome.Told(where.apply(ok.body()));
      case SlackAnswer.Later later ->
          new Outcome.TryAgain(later.after(), later.reason(), later.perhapsDone());
      case SlackAnswer.No no when SlackErrors.meansGone(no.error()) -> new Outcome.Gone(no.error());
      case SlackAnswer.No no -> new Outcome.Refused(no.error(), SlackErrors.advice(no.error()));
    };
  }

  @Override
  public void close() {
    api.close();
  }
}

package dev.walkback.notifier.outbound.slack;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.Mark;
import dev.walkback.notifier.core.Card;
import dev.walkback.notifier.core.Fact;
import dev.walkback.notifier.core.Tone;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A card as Block Kit: a header, and beside a coloured bar the facts in two columns (below each
 * other on a phone), the phases, what people must do (first, where someone is called), and the
 * checklist. {@code text} is what a notification shows.
 */
final class SlackBlocks {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_FIELDS = 10;

  private SlackBlocks() {}

  /**
   * The parts of a message that show the card: {@code text}, {@code blocks}, {@code attachments}.
   */
  static ObjectNode message(Card card) {
    ObjectNode message = JSON.objectNode();
    message.put("text", text(card));
    message.putArray("blocks").add(header(card));
    bar(message, card, SlackText.escaped(card.headline()));
    return message;
  }

  private static void bar(ObjectNode message, Card card, String first) {
    ObjectNode bar = message.putArray("attachments").addObject();
    bar.put("color", colour(card.tone()));
    ArrayNode blocks = bar.putArray("blocks");
    blocks.add(section(first));
    boolean urgent = card.tone() == Tone.HUMAN || card.tone() == Tone.BAD;
    if (urgent && !card.todo().isEmpty()) {
      blocks.add(section(todo(card.todo())));
    }
    if (!card.facts().isEmpty()) {
      blocks.add(facts(card.facts()));
    }
    if (!card.progress().isEmpty()) {
      blocks.add(context(String.join(" → ", card.progress())));
    }
    if (!urgent && !card.todo().isEmpty()) {
      blocks.add(section(todo(card.todo())));
    }
    if (!card.checklist().isEmpty()) {
      blocks.add(JSON.objectNode().put("type", "divider"));
      blocks.add(checklist(card.checklist()));
    }
  }

  /** A reply is short: no header, or a thread would be all headers. */
  static ObjectNode reply(Card card) {
    ObjectNode message = message(card);
    message.remove("blocks");
    ArrayNode blocks = (ArrayNode) message.get("attachments").get(0).get("blocks");
    blocks.remove(0);
    String first =
        "*%s*\n%s".formatted(SlackText.escaped(card.title()), SlackText.escaped(card.headline()));
    blocks.insert(0, section(first));
    return message;
  }

  /** What lets a message be found again: Slack has no idempotency key. */
  static ObjectNode metadata(ApplicationId application, String rollbackId, String part) {
    ObjectNode metadata = JSON.objectNode().put("event_type", SlackChat.EVENT_TYPE);
    metadata
        .putObject("event_payload")
        .put("application", application.toString())
        .put("rollbackId", rollbackId)
        .put("part", part);
    return metadata;
  }

  private static String text(Card card) {
    return SlackText.capped(
        SlackText.escaped(card.title() + " — " + card.headline()), SlackText.MAX_TEXT);
  }

  private static ObjectNode header(Card card) {
    ObjectNode block = JSON.objectNode().put("type", "header");
    block
        .putObject("text")
        .put("type", "plain_text")
        .put("text", SlackText.capped(SlackText.escaped(card.title()), SlackText.MAX_HEADER))
        .put("emoji", true);
    return block;
  }

  private static ObjectNode section(String text) {
    ObjectNode block = JSON.objectNode().put("type", "section");
    block.set("text", mrkdwn(text, SlackText.MAX_SECTION));
    return block;
  }

  private static ObjectNode facts(List<Fact> facts) {
    ObjectNode block = JSON.objectNode().put("type", "section");
    ArrayNode fields = block.putArray("fields");
    facts.stream()
        .limit(MAX_FIELDS)
        .forEach(fact -> {
          StringJoiner text = new StringJoiner("\n");
          text.add("*" + SlackText.escaped(fact.label()) + "*");
          fact.lines().forEach(line -> text.add(SlackText.escaped(line)));
          fields.add(mrkdwn(text.toString(), SlackText.MAX_FIELD));
        });
    return block;
  }

  private static ObjectNode context(String text) {
    ObjectNode block = JSON.objectNode().put("type", "context");
    block.putArray("elements").add(mrkdwn(SlackText.escaped(text), SlackText.MAX_FIELD));
    return block;
  }

  private static ObjectNode checklist(List<Mark> marks) {
    long done = marks.stream().filter(mark -> mark.state() == Mark.State.TICKED).count();
    ObjectNode block = section("*Checklist: %d of %d done*".formatted(done, marks.size()));
    ArrayNode columns = block.putArray("fields");
    int half = (marks.size() + 1) / 2;
    columns.add(column(marks.subList(0, half)));
    if (half < marks.size()) {
      columns.add(column(marks.subList(half, marks.size())));
    }
    return block;
  }

  private static ObjectNode column(List<Mark> marks) {
    StringJoiner text = new StringJoiner("\n");
    marks.forEach(mark -> text.add(glyph(mark) + " " + mark.box().title()));
    return mrkdwn(text.toString(), SlackText.MAX_FIELD);
  }

  private static String glyph(Mark mark) {
    return switch (mark.state()) {
      case TICKED -> "✅";
      case FAILED -> "❌";
      case OPEN -> "⬜";
      case FOR_HUMANS -> "🙋";
    };
  }

  private static String todo(List<String> lines) {
    StringJoiner text = new StringJoiner("\n");
    lines.forEach(line -> text.add("• " + SlackText.escaped(line)));
    return text.toString();
  }

  /** Verbatim: Slack makes no links or mentions out of words. */
  private static ObjectNode mrkdwn(String text, int max) {
    return JSON.objectNode()
        .put("type", "mrkdwn")
        .put("text", SlackText.capped(text, max))
        .put("verbatim", true);
  }

  private static String colour(Tone tone) {
    return switch (tone) {
      case ALARM, BAD -> "#D92D20";
      case BUSY -> "#E8A317";
      case WATCHING -> "#1D9BD1";
      case GOOD -> "#2EB67D";
      case HUMAN -> "#8E24AA";
      case PLAIN -> "#8D8D8D";
    };
  }
}

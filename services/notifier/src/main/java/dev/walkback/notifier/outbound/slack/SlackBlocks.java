package dev.walkback.notifier.outbound.slack;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.Mark;
import dev.walkback.notifier.core.Card;
import dev.walkback.notifier.core.Fact;
import dev.walkback.notifier.core.Instruction;
import dev.walkback.notifier.core.Tone;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A card as Block Kit. What matters at a glance stands on top, where Slack folds nothing away: the
 * title, one sentence, and, where someone is called, what to do and what to copy for it. Beside a
 * coloured bar below: the facts in two columns (below each other on a phone), the phases, the
 * checklist. {@code text} is what a notification shows.
 */
final class SlackBlocks {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_FIELDS = 10;
  private static final int WIDE = 70;
  private static final int MANY_LINES = 2;

  private SlackBlocks() {}

  /**
   * The parts of a message that show the card: {@code text}, {@code blocks}, {@code attachments}.
   *
   * @param call whom to mention, before everything else
   */
  static ObjectNode message(Card card, Mention call) {
    ObjectNode message = text(card, call);
    ArrayNode top = message.putArray("blocks");
    top.add(header(card));
    top.add(section(call.before(SlackText.escaped(card.headline()))));
    return rest(message, top, card);
  }

  /** A reply is short: no header, or a thread would be all headers. */
  static ObjectNode reply(Card card, Mention call) {
    ObjectNode message = text(card, call);
    ArrayNode top = message.putArray("blocks");
    String title = call.before("*%s*".formatted(SlackText.escaped(card.title())));
    top.add(section(title + "\n" + SlackText.escaped(card.headline())));
    return rest(message, top, card);
  }

  private static ObjectNode rest(ObjectNode message, ArrayNode top, Card card) {
    boolean urgent = card.tone() == Tone.HUMAN || card.tone() == Tone.BAD || hasCall(card);
    ArrayNode below = JSON.arrayNode();
    todo(card, urgent ? top : below);
    facts(card.facts(), below);
    if (!card.progress().isEmpty()) {
      below.add(context(String.join(" → ", card.progress())));
    }
    if (!card.checklist().isEmpty()) {
      below.add(JSON.objectNode().put("type", "divider"));
      below.add(checklist(card.checklist()));
    }
    if (!below.isEmpty()) {
      ObjectNode bar = message.putArray("attachments").addObject();
      bar.put("color", colour(card.tone())).set("blocks", below);
    }
    return message;
  }

  private static boolean hasCall(Card card) {
    return card.call().isPresent();
  }

  private static void todo(Card card, ArrayNode blocks) {
    if (!card.todo().isEmpty()) {
      blocks.add(section(lines(card.todo())));
    }
    card.commands().forEach(command -> blocks.add(section(copyable(command))));
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

  private static ObjectNode text(Card card, Mention call) {
    String words = SlackText.escaped(card.title() + " — " + card.headline());
    return JSON.objectNode().put("text", SlackText.capped(call.before(words), SlackText.MAX_TEXT));
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
    return block.put("expand", true);
  }

  /** Short ones beside each other; long ones, and one alone, in the whole width. */
  private static void facts(List<Fact> facts, ArrayNode blocks) {
    List<Fact> narrow = facts.stream().filter(fact -> !isWide(fact)).limit(MAX_FIELDS).toList();
    if (narrow.size() == 1) {
      blocks.add(section(labelled(narrow.getFirst())));
    } else if (!narrow.isEmpty()) {
      ArrayNode fields = JSON.arrayNode();
      narrow.forEach(fact -> fields.add(mrkdwn(labelled(fact), SlackText.MAX_FIELD)));
      blocks.add(JSON.objectNode().put("type", "section").set("fields", fields));
    }
    facts.stream().filter(SlackBlocks::isWide).forEach(fact -> blocks.add(section(labelled(fact))));
  }

  private static boolean isWide(Fact fact) {
    return fact.lines().size() > MANY_LINES
        || fact.lines().stream().anyMatch(line -> line.length() > WIDE);
  }

  private static String labelled(Fact fact) {
    StringJoiner text = new StringJoiner("\n");
    text.add("*" + SlackText.escaped(fact.label()) + "*");
    fact.lines().forEach(line -> text.add(SlackText.escaped(line)));
    return text.toString();
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

  private static String lines(List<String> lines) {
    StringJoiner text = new StringJoiner("\n");
    lines.forEach(line -> text.add("• " + SlackText.escaped(line)));
    return text.toString();
  }

  private static String copyable(Instruction instruction) {
    return "%s:\n```%s```"
        .formatted(
            SlackText.escaped(instruction.purpose()),
            SlackText.escaped(instruction.command().replace('`', '\'')));
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

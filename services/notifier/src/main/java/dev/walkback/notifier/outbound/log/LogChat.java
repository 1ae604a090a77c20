package dev.walkback.notifier.outbound.log;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.Mark;
import dev.walkback.notifier.core.Card;
import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.Fact;
import dev.walkback.notifier.core.Instruction;
import dev.walkback.notifier.core.Posted;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Style;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * The messages as text, for where there is no chat, or where it does not take them. The first and
 * the last message of a rollback in full, and those that call people; what comes between as one
 * line each.
 */
public final class LogChat implements Chat {

  private static final Posted HERE = new Posted("log", "log");

  private final Consumer<String> log;

  public LogChat(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public Style style() {
    return Style.THREADED;
  }

  @Override
  public Duration pace() {
    return Duration.ZERO;
  }

  @Override
  public Outcome tell(ApplicationId application, Delivery delivery) {
    String text =
        switch (delivery) {
          case Delivery.PostParent parent -> full(parent.card());
          case Delivery.UpdateParent update ->
              update.news() && (update.card().last() || update.card().call().isPresent())
                  ? full(update.card())
                  : line(update.card());
          case Delivery.PostReply reply ->
              "  ↳ %s: %s".formatted(application, compact(reply.card()));
          case Delivery.PostNotice notice -> full(notice.card());
        };
    log.accept(text);
    return new Outcome.Told(Optional.of(HERE));
  }

  @Override
  public Search search(RollbackThread thread) {
    return new Search.Seen(thread.posted(), Set.of());
  }

  private static String line(Card card) {
    return "%s. %s".formatted(card.title(), card.headline());
  }

  private static String compact(Card card) {
    StringJoiner text = new StringJoiner("; ");
    text.add(line(card));
    card.facts().forEach(fact -> text.add(fact.label() + " " + String.join(", ", fact.lines())));
    card.todo().forEach(text::add);
    card.commands().forEach(command -> text.add(inWords(command)));
    return text.toString();
  }

  private static String full(Card card) {
    StringJoiner text = new StringJoiner("\n  ");
    text.add(line(card));
    for (Fact fact : card.facts()) {
      text.add("%-26s %s".formatted(fact.label(), String.join("; ", fact.lines())));
    }
    if (!card.progress().isEmpty()) {
      text.add(String.join("  ", card.progress()));
    }
    card.checklist().forEach(mark -> text.add(box(mark) + " " + mark.box().title()));
    card.todo().forEach(todo -> text.add("! " + todo));
    card.commands().forEach(command -> text.add("$ " + inWords(command)));
    return text.toString();
  }

  private static String inWords(Instruction instruction) {
    return instruction.purpose() + ": " + instruction.command();
  }

  private static String box(Mark mark) {
    return switch (mark.state()) {
      case TICKED -> "[x]";
      case FAILED -> "[!]";
      case OPEN -> "[ ]";
      case FOR_HUMANS -> "[h]";
    };
  }
}

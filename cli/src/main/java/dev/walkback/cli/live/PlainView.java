package dev.walkback.cli.live;

import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Printable;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.Mark.State;
import dev.walkback.events.audit.RollbackStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * For pipes and files: each line is written once; a box when its state changes, and at the end what
 * is left for people.
 */
final class PlainView implements LiveView {

  private static final String INDENT = " ".repeat(20);

  private static final String BOX_INDENT = " ".repeat(4);

  private final Terminal terminal;
  private final FactLines lines;
  private final Map<Box, State> shown = new EnumMap<>(Box.class);
  private List<String> left = List.of();

  PlainView(Terminal terminal) {
    this.terminal = terminal;
    this.lines = new FactLines(terminal);
  }

  @Override
  public void fact(String when, Fact.Kind kind, String text) {
    lines.of(when, kind, text).forEach(terminal.out()::println);
    terminal.out().flush();
  }

  @Override
  public void status(RollbackStatus status, Instant now) {
    for (Mark mark : status.checklist()) {
      State before = shown.put(mark.box(), mark.state());
      boolean settled = mark.state() == State.TICKED || mark.state() == State.FAILED;
      if (settled && before != mark.state()) {
        print(Checklist.plain(mark));
      }
    }
    if (status.phase().isFinal()) {
      left(LeftForPeople.of(status).sentences());
    }
    terminal.out().flush();
  }

  private void left(List<String> sentences) {
    if (!sentences.equals(left)) {
      sentences.forEach(this::print);
      left = sentences;
    }
  }

  private void print(String text) {
    int room = terminal.width() - INDENT.length() - BOX_INDENT.length();
    String separator = INDENT;
    for (String line : Printable.wrap(text, room)) {
      terminal.out().println(separator + line);
      separator = INDENT + BOX_INDENT;
    }
  }

  @Override
  public void tick(Instant now) {}

  @Override
  public void end() {
    terminal.out().flush();
  }
}

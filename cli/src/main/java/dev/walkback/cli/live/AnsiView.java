package dev.walkback.cli.live;

import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Printable;
import dev.walkback.events.audit.RollbackStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For terminals: facts scroll up, the checklist below them is written again in place. */
final class AnsiView implements LiveView {

  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final FactLines lines;
  private final Checklist checklist;
  private @Nullable RollbackStatus status;
  private List<String> block = List.of();

  AnsiView(Terminal terminal) {
    this.terminal = terminal;
    this.lines = new FactLines(terminal);
    this.checklist = new Checklist(terminal);
  }

  @Override
  public void fact(String when, Fact.Kind kind, String text) {
    List<String> kept = block;
    erase();
    lines.of(when, kind, text).forEach(terminal.out()::println);
    draw(kept);
  }

  @Override
  public void status(RollbackStatus next, Instant now) {
    status = next;
    tick(now);
  }

  @Override
  public void tick(Instant now) {
    RollbackStatus current = status;
    if (current == null) {
      return;
    }
    var next = new ArrayList<String>();
    next.add("");
    next.add(
        terminal.style(Style.BOLD, "  " + current.application() + "  ")
            + terminal.style(Headline.style(current.phase()), Headline.of(current, now)));
    for (String line : Attention.lines(current, now)) {
      next.addAll(attention(line));
    }
    next.addAll(checklist.compact(current));
    if (!next.equals(block)) {
      erase();
      draw(next);
    }
  }

  private List<String> attention(String line) {
    return Printable.wrap(line, terminal.width() - INDENT.length() - 1).stream()
        .map(part -> terminal.style(Style.YELLOW, INDENT + part))
        .toList();
  }

  @Override
  public void end() {
    status = null;
    block = List.of();
    terminal.out().flush();
  }

  private void erase() {
    if (!block.isEmpty()) {
      terminal.out().print("\u001b[" + block.size() + "A\r\u001b[J");
    }
    block = List.of();
  }

  private void draw(List<String> next) {
    next.forEach(terminal.out()::println);
    block = List.copyOf(next);
    terminal.out().flush();
  }
}

package dev.walkback.cli.live;

import dev.walkback.cli.text.Fact;
import dev.walkback.events.audit.RollbackStatus;
import java.time.Instant;

/** For answers that change little: what happened, and not where everything stands. */
final class BriefView implements LiveView {

  private final Terminal terminal;
  private final FactLines lines;

  BriefView(Terminal terminal) {
    this.terminal = terminal;
    this.lines = new FactLines(terminal);
  }

  @Override
  public void fact(String when, Fact.Kind kind, String text) {
    lines.of(when, kind, text).forEach(terminal.out()::println);
    terminal.out().flush();
  }

  @Override
  public void status(RollbackStatus status, Instant now) {}

  @Override
  public void tick(Instant now) {}

  @Override
  public void end() {}
}

package dev.walkback.cli.live;

import dev.walkback.cli.text.Fact;
import dev.walkback.events.audit.RollbackStatus;
import java.time.Instant;

/** Shows facts as they come and the checklist as it fills up. For one thread. */
public interface LiveView {

  /** Something happened: it stays on the screen. */
  void fact(String when, Fact.Kind kind, String text);

  /** The rollback stands elsewhere now. */
  void status(RollbackStatus status, Instant now);

  /** Time passes. */
  void tick(Instant now);

  /** What is shown in place stays as it is from now on. */
  void end();

  /** Facts alone. */
  static LiveView brief(Terminal terminal) {
    return new BriefView(terminal);
  }

  static LiveView on(Terminal terminal) {
    return terminal.interactive() ? new AnsiView(terminal) : new PlainView(terminal);
  }
}

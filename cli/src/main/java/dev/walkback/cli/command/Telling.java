package dev.walkback.cli.command;

import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.text.PlanText;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.OperatorEntry.PlanShown;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** How the answer to an order is told. */
interface Telling {

  void tell(AuditRecord record, String json);

  void tick(Instant now);

  void end();

  void silence(Duration patience);

  static Telling json(PrintWriter out) {
    return new Json(out);
  }

  static Telling live(LiveView view, Narrator narrator, Terminal terminal) {
    return new Live(view, narrator, terminal);
  }

  /** Each record as it stands on the topic. */
  record Json(PrintWriter out) implements Telling {

    @Override
    public void tell(AuditRecord record, String json) {
      out.println(json);
      out.flush();
    }

    @Override
    public void tick(Instant now) {}

    @Override
    public void end() {}

    @Override
    public void silence(Duration patience) {}
  }

  /** For people; a plan that was asked for is shown in full. */
  record Live(LiveView view, Narrator narrator, Terminal terminal) implements Telling {

    @Override
    public void tell(AuditRecord record, String json) {
      if (record.entry() instanceof PlanShown shown) {
        show(shown);
      } else {
        narrator.tell(record, Instant.now());
      }
    }

    private void show(PlanShown shown) {
      var text = new PlanText(terminal.width());
      shown
          .plan()
          .ifPresentOrElse(
              plan -> text.of(plan).forEach(terminal.out()::println),
              () -> terminal.out().println("A rollback would do nothing."));
      text.reasons(
              shown.lines().stream()
                  .filter(
                      line -> shown.plan().filter(plan -> plan.lines().contains(line)).isEmpty())
                  .toList())
          .forEach(terminal.out()::println);
      terminal.out().println("Nothing was touched.");
      terminal.out().flush();
    }

    @Override
    public void tick(Instant now) {
      view.tick(now);
    }

    @Override
    public void end() {
      view.end();
    }

    @Override
    public void silence(Duration patience) {
      terminal
          .out()
          .printf(
              "The command is on its topic, but nobody has answered within %d s: is the"
                  + " orchestrator running? It stays valid until it expires.%n",
              patience.toSeconds());
      terminal.out().flush();
    }
  }
}

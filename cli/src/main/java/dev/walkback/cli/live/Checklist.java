package dev.walkback.cli.live;

import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Printable;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.Mark.State;
import dev.walkback.events.audit.RollbackStatus;
import java.util.ArrayList;
import java.util.List;

/** The fifteen boxes as lines: those that Walkback ticks one by one, those for people by name. */
public final class Checklist {

  private static final int TITLE_WIDTH = 24;
  private static final String HUMAN_INDENT = "    ";

  private final Terminal terminal;

  public Checklist(Terminal terminal) {
    this.terminal = terminal;
  }

  /** At most one line for each box, none longer than the terminal is wide. */
  public List<String> compact(RollbackStatus status) {
    var lines = new ArrayList<String>();
    status.checklist().stream()
        .filter(mark -> mark.state() != State.FOR_HUMANS)
        .forEach(mark -> lines.add(line(mark, true)));
    LeftForPeople.of(status).sentences().forEach(sentence -> lines.addAll(forHumans(sentence)));
    return lines;
  }

  private List<String> forHumans(String sentence) {
    List<String> wrapped = Printable.wrap(sentence, terminal.width() - HUMAN_INDENT.length() - 2);
    var lines = new ArrayList<String>();
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(terminal.style(Style.DIM, (i == 0 ? "  " : HUMAN_INDENT) + wrapped.get(i)));
    }
    return lines;
  }

  /** All boxes with all that is noted, wrapped. */
  public List<String> full(RollbackStatus status) {
    return status.checklist().stream().map(mark -> line(mark, false)).toList();
  }

  static String plain(Mark mark) {
    String note = Printable.of(mark.note());
    return "[%s] %s%s"
        .formatted(sign(mark.state()), mark.box().title(), note.isEmpty() ? "" : ": " + note);
  }

  private String line(Mark mark, boolean cut) {
    String title = String.format("%-" + TITLE_WIDTH + "s", mark.box().title());
    int room = terminal.width() - TITLE_WIDTH - 8;
    String note = cut ? Printable.of(mark.note(), Math.max(0, room)) : Printable.of(mark.note());
    String box = "  [" + sign(mark.state()) + "] ";
    return switch (mark.state()) {
      case OPEN -> terminal.style(Style.DIM, (box + title + " " + note).stripTrailing());
      case TICKED ->
          terminal.style(Style.GREEN, box) + title + " " + terminal.style(Style.DIM, note);
      case FAILED -> terminal.style(Style.RED, box + title) + " " + note;
      case FOR_HUMANS -> terminal.style(Style.DIM, (box + title + " " + note).stripTrailing());
    };
  }

  private static String sign(State state) {
    return switch (state) {
      case OPEN -> " ";
      case TICKED -> "x";
      case FAILED -> "!";
      case FOR_HUMANS -> "-";
    };
  }
}

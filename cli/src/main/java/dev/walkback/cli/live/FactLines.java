package dev.walkback.cli.live;

import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** A fact as lines: when, what kind, and the text, wrapped under itself. */
final class FactLines {

  private static final int WHEN_WIDTH = 10;
  private static final int KIND_WIDTH = 9;
  private static final int INDENT = WHEN_WIDTH + KIND_WIDTH + 1;

  private final Terminal terminal;

  FactLines(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> of(String when, Fact.Kind kind, String text) {
    var lines = new ArrayList<String>();
    List<String> wrapped = Printable.wrap(text, Math.max(20, terminal.width() - INDENT - 1));
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(i == 0 ? head(when, kind) + wrapped.get(i) : " ".repeat(INDENT) + wrapped.get(i));
    }
    return lines;
  }

  private String head(String when, Fact.Kind kind) {
    return terminal.style(Style.DIM, pad(when, WHEN_WIDTH, true))
        + " "
        + terminal.style(style(kind), pad(kind.word(), KIND_WIDTH, false));
  }

  private static Style style(Fact.Kind kind) {
    return switch (kind) {
      case SEEN, WAITING -> Style.YELLOW;
      case DECIDED -> Style.CYAN;
      case DONE, OPERATOR -> Style.BOLD;
      case WORLD, LOOKING, NOTHING -> Style.DIM;
      case PROVEN -> Style.GREEN;
      case TROUBLE, HUMAN -> Style.RED;
    };
  }

  private static String pad(String text, int width, boolean right) {
    String room = " ".repeat(Math.max(0, width - text.length() - (right ? 1 : 0)));
    return right ? room + text + " " : text + room;
  }
}

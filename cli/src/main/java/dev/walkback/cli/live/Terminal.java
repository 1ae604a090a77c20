package dev.walkback.cli.live;

import dev.walkback.cli.text.Printable;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Where we write.
 *
 * @param interactive a terminal on which lines can be written again; else a pipe or a file
 * @param colour whether escape codes for colours may be written
 * @param width in columns
 */
public record Terminal(PrintWriter out, boolean interactive, boolean colour, int width) {

  private static final int DEFAULT_WIDTH = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 160;
  private static final int PIPE_WIDTH = 120;
  private static final int NARROWEST_HELP = 55; // picocli's own
  private static final int WIDEST_HELP = 100;

  /** Reads TERM, NO_COLOR and WALKBACK_COLUMNS, which {@code ./walkback} sets. */
  public static Terminal detect(PrintWriter out, Map<String, String> environment) {
    boolean interactive = onTerminal() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    String columns =
        environment.getOrDefault("WALKBACK_COLUMNS", environment.getOrDefault("COLUMNS", ""));
    int fallback = interactive ? DEFAULT_WIDTH : PIPE_WIDTH;
    int width =
        interactive && columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : fallback;
    return new Terminal(out, interactive, colour, Math.clamp(width, NARROWEST, WIDEST));
  }

  /** There is none where neither end of the JVM is one. */
  @SuppressWarnings("SystemConsoleNull") // it is null again under -Djdk.console=java.base
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Prints a text at once, indented by two and wrapped; styled text stays one line. */
  public void paragraph(String text) {
    boolean styled = text.contains("\u001b");
    List<String> lines = styled ? List.of(text) : Printable.wrap(text.strip(), width - 3);
    lines.forEach(line -> out.println(line.isEmpty() ? "" : "  " + line));
    out.flush();
  }

  /** How wide options are explained: no wider than is pleasant to read. */
  public int helpWidth() {
    return Math.clamp(width, NARROWEST_HELP, WIDEST_HELP);
  }

  public String style(Style style, String text) {
    return colour ? style.code() + text + Style.RESET : text;
  }

  /** The few styles in use. Meaning never hangs on a colour alone. */
  public enum Style {
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    GREEN("\u001b[32m"),
    RED("\u001b[1;31m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    static final String RESET = "\u001b[0m";

    private final String code;

    Style(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}

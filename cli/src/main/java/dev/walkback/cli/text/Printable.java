package dev.walkback.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Text from elsewhere, made safe for a terminal. */
public final class Printable {

  private Printable() {}

  /** On one line, without control characters: an alert must not be able to move our cursor. */
  public static String of(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
  }

  /** The same, at most so many characters. */
  public static String of(String text, int longest) {
    String clean = of(text);
    return clean.length() <= longest ? clean : clean.substring(0, Math.max(0, longest - 1)) + "…";
  }

  /** Lines of at most so many characters, broken between words where possible. */
  public static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    String rest = text;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int nextSpace = rest.indexOf(' ', space + 1);
      int wordEnd = nextSpace < 0 ? rest.length() : nextSpace;
      boolean wordFits = space > 0 && wordEnd - space - 1 <= width;
      int cut = wordFits ? space : width;
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}

package dev.walkback.cli.command;

import dev.walkback.cli.text.Phrases;
import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.Spelling;
import dev.walkback.events.audit.Box;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * {@code status-page-updated} and the others on the command line. No converter: of an option that
 * may come any number of times picocli takes what cannot be converted for something else.
 */
final class BoxNames {

  private BoxNames() {}

  static Box box(String name, CommandLine line) {
    return Arrays.stream(Box.values())
        .filter(box -> Phrases.spelling(box).equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, line));
  }

  private static ParameterException unknown(String name, CommandLine line) {
    List<String> names =
        Arrays.stream(Box.values()).filter(Box::mayBeLeftToHumans).map(Phrases::spelling).toList();
    return new ParameterException(
        line,
        "Expected one of %s, but found '%s'%s"
            .formatted(String.join(", ", names), Printable.of(name), Spelling.guess(name, names)));
  }
}

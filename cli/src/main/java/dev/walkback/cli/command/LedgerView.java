package dev.walkback.cli.command;

import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Phrases;
import dev.walkback.cli.text.Printable;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.Standing;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ledger as lines: for each release what it is, and below it why it stands as it does. */
final class LedgerView {

  private static final String INDENT = " ".repeat(13);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Terminal terminal;
  private final ZoneId zone;

  LedgerView(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.zone = zone;
  }

  List<String> lines(ReleaseLedger ledger) {
    var lines = new ArrayList<String>();
    lines.add(
        terminal.style(Style.BOLD, row("STANDING", "SINCE", "CONTENT", "WORKLOAD", "IMAGES")));
    for (LedgerRelease release : ledger.releases()) {
      String standing = Phrases.words(release.standing());
      String row =
          row(
              standing,
              TIME.format(release.since().atZone(zone)),
              release.template().abbreviated(),
              release.workload().map(WorkloadRef::shortName).orElse("not known"),
              Printable.of(String.join(", ", release.images())));
      lines.add(
          terminal.style(style(release.standing()), standing) + row.substring(standing.length()));
      Printable.wrap(Printable.of(release.evidence()), terminal.width() - INDENT.length()).stream()
          .filter(line -> !line.isEmpty())
          .forEach(line -> lines.add(terminal.style(Style.DIM, INDENT + line)));
    }
    return lines;
  }

  private static String row(
      String standing, String since, String content, String workload, String images) {
    return String.format(
            Locale.ROOT,
            "%-11s  %-19s  %-10s  %-24s %s",
            standing,
            since,
            content,
            workload,
            images)
        .stripTrailing();
  }

  private static Style style(Standing standing) {
    return switch (standing) {
      case OBSERVED -> Style.DIM;
      case VERIFIED -> Style.GREEN;
      case QUARANTINED -> Style.RED;
    };
  }
}

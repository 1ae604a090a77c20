package dev.walkback.cli.command;

import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.Times;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.hold.HoldChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What stands still, who ordered it, and how it goes on. */
record HoldLines(Terminal terminal, ZoneId zone, Instant now) {

  List<String> of(List<HoldChanged> holds) {
    return holds.stream()
        .flatMap(change -> change.hold().stream().map(hold -> line(change, hold)))
        .toList();
  }

  private String line(HoldChanged change, Hold hold) {
    return terminal.style(Style.RED, "HELD")
        + "  %s, by %s for %s, until %s: \"%s\"; to go on: %s"
            .formatted(
                change.application().inWords(),
                Printable.of(hold.by()),
                Times.length(Duration.between(hold.since(), now)),
                hold.until().map(until -> Times.clock(until, zone)).orElse("somebody resumes"),
                Printable.of(hold.reason()),
                ToType.resume(change.application()));
  }
}

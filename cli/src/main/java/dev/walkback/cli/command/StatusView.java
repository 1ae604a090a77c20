package dev.walkback.cli.command;

import dev.walkback.cli.live.Attention;
import dev.walkback.cli.live.Checklist;
import dev.walkback.cli.live.Headline;
import dev.walkback.cli.live.LeftForPeople;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Counts;
import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.Times;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statuses as lines of text. */
final class StatusView {

  private static final int PHASE_WIDTH = 24;
  private static final int SINCE_WIDTH = 14;

  private final Terminal terminal;
  private final ZoneId zone;
  private final Instant now;

  StatusView(Terminal terminal, ZoneId zone, Instant now) {
    this.terminal = terminal;
    this.zone = zone;
    this.now = now;
  }

  List<String> table(List<RollbackStatus> all) {
    if (all.isEmpty()) {
      return List.of("No rollback is known: none was ever begun.");
    }
    int widest =
        all.stream().mapToInt(each -> each.application().toString().length()).max().orElse(0);
    String form =
        "%-" + Math.max(widest, 11) + "s  %-" + PHASE_WIDTH + "s %-" + SINCE_WIDTH + "s %-6s %s";
    var lines = new ArrayList<String>();
    lines.add(
        terminal.style(
            Style.BOLD,
            String.format(Locale.ROOT, form, "APPLICATION", "PHASE", "SINCE", "BOXES", "TARGET")));
    for (RollbackStatus each : all) {
      String line =
          String.format(
              Locale.ROOT,
              form,
              each.application(),
              Headline.words(each.phase()),
              since(each),
              boxes(each),
              targets(each));
      String phase = Headline.words(each.phase());
      lines.add(
          line.replace(phase, terminal.style(Headline.style(each.phase()), phase)).stripTrailing());
    }
    return lines;
  }

  /**
   * One in full.
   *
   * @param story what the audit adds, for one that is going on
   */
  List<String> full(RollbackStatus status, Optional<RollbackStory> story) {
    var lines = new ArrayList<String>();
    lines.add(
        terminal.style(Style.BOLD, status.application() + "  ")
            + terminal.style(Headline.style(status.phase()), Headline.words(status.phase()))
            + " for "
            + since(status)
            + "  ("
            + status.rollbackId()
            + ")");
    lines.add("  " + Printable.of(status.headline()));
    lines.add(
        "  because: "
            + origin(status.trigger())
            + ": "
            + Printable.of(status.trigger().text())
            + (status.joinedTriggers() == 0
                ? ""
                : " (and " + Counts.of(status.joinedTriggers(), "more trigger") + ")"));
    if (!status.plan().isEmpty()) {
      lines.add("  target:  " + targets(status));
    }
    story.ifPresent(told -> lines.addAll(progress(told)));
    Headline.budget(status, now).ifPresent(left -> lines.add("  budget:  " + left));
    Attention.lines(status, now)
        .forEach(line -> lines.add("  " + terminal.style(Style.YELLOW, line)));
    lines.add(
        "  phases:  "
            + status.history().stream().map(this::phase).collect(Collectors.joining(", ")));
    status
        .soakUntil()
        .ifPresent(until -> lines.add("  soak:    until " + Times.clock(until, zone)));
    lines.add("");
    lines.addAll(new Checklist(terminal).full(status));
    List<String> left = LeftForPeople.of(status).list();
    if (!left.isEmpty()) {
      lines.add("");
      left.forEach(line -> lines.addAll(wrapped("  " + line)));
    }
    return lines;
  }

  /** What goes on in the next line stands a little to the right of where it began. */
  private List<String> wrapped(String line) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    String further = indent + "  ";
    List<String> parts = Printable.wrap(line.strip(), terminal.width() - further.length() - 1);
    var lines = new ArrayList<String>();
    parts.forEach(part -> lines.add((lines.isEmpty() ? indent : further) + part));
    return lines;
  }

  private static List<String> progress(RollbackStory story) {
    var lines = new ArrayList<String>();
    story.plan().ifPresent(plan -> lines.add("  plan:    " + plan.digest().abbreviated()));
    story.attempts().ifPresent(attempts -> lines.add("  attempt: " + attempts));
    return lines;
  }

  private static String origin(TriggerSummary trigger) {
    String name = Printable.of(trigger.name());
    return switch (trigger.origin()) {
      case ALERT -> "alert " + name;
      case COMMAND -> "command by " + name;
    };
  }

  private String phase(PhaseStart start) {
    return Headline.words(start.phase()) + " " + Times.clock(start.at(), zone);
  }

  private String since(RollbackStatus status) {
    return Times.length(Duration.between(Headline.since(status), now));
  }

  private static String boxes(RollbackStatus status) {
    int mine = status.checklist().size() - status.leftForHumans().size();
    long ticked =
        status.checklist().stream().filter(mark -> mark.state() == Mark.State.TICKED).count();
    return ticked + "/" + mine;
  }

  private static String targets(RollbackStatus status) {
    return status.plan().stream().map(StatusView::target).collect(Collectors.joining(", "));
  }

  private static String target(Target target) {
    return target.workload().shortName() + " to revision " + target.revision();
  }
}

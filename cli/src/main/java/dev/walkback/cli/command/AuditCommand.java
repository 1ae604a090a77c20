package dev.walkback.cli.command;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Counts;
import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Facts;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads an application's audit from its first record and checks the chain while reading. */
@Command(
    name = "audit",
    description = "Everything that happened to an application, with its hash chain checked.",
    footer = {
      "",
      "Exit codes: 0 the chain holds; 1 there is no audit; 6 the chain is broken, and the place is marked."
    })
public final class AuditCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NS/APP", converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Option(
      names = {"-f", "--follow"},
      description = "Stay and show what comes.")
  private boolean follow;

  private final AuditChain chain = new AuditChain();
  private final Facts facts = new Facts(ZoneId.systemDefault());
  private int records;
  private int breaks;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Terminal terminal = global.terminal(out);
    try (var source =
        TopicSource.open(global.connection(), Topics.AUDIT, Optional.ofNullable(application))) {
      show(source.readToEnd(), terminal, err);
      while (follow && !Thread.currentThread().isInterrupted()) {
        out.flush();
        show(source.poll(POLL), terminal, err);
      }
    }
    if (records == 0) {
      throw new CliException(
          "No audit of %s: nothing was ever decided about it, or the name is wrong."
              .formatted(application));
    }
    if (!global.json()) {
      out.println(summary());
    }
    out.flush();
    return breaks == 0 ? Exit.OK : Exit.INVALID;
  }

  private void show(List<TopicSource.Line> lines, Terminal terminal, PrintWriter err) {
    for (TopicSource.Line line : lines) {
      records++;
      Optional<AuditRecord> record = line.data(AuditRecord.class);
      Optional<String> trouble =
          record.isPresent() ? chain.accept(record.get(), line.value()) : unreadable(line);
      if (trouble.isPresent()) {
        breaks++;
        PrintWriter to = global.json() ? err : terminal.out();
        to.println(terminal.style(Style.RED, "  !! the chain is broken here: " + trouble.get()));
        to.flush();
      }
      if (global.json()) {
        terminal.out().println(line.json());
      } else {
        record.ifPresent(each -> terminal.out().println(text(each, terminal)));
      }
    }
  }

  private Optional<String> unreadable(TopicSource.Line line) {
    chain.acceptUnreadable(line.value());
    return Optional.of("a record cannot be read: " + line.trouble());
  }

  private String text(AuditRecord record, Terminal terminal) {
    Fact fact = facts.of(record);
    return String.format(
            Locale.ROOT,
            "%5s  %s  %-8s ",
            "#" + record.sequence(),
            record.at().truncatedTo(ChronoUnit.MILLIS),
            fact.kind().word())
        + (record.entry().isFinal() ? terminal.style(Style.BOLD, fact.text()) : fact.text());
  }

  private String summary() {
    return breaks == 0
        ? Counts.of(records, "record") + "; the chain holds from the first to the last."
        : "%s; the chain is BROKEN in %s."
            .formatted(Counts.of(records, "record"), Counts.of(breaks, "place"));
  }
}

package dev.walkback.cli.command;

import dev.walkback.cli.chain.Chains;
import dev.walkback.cli.chain.Dump;
import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Counts;
import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Facts;
import dev.walkback.cli.text.Printable;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads audits from their first record and checks the chains while reading. */
@Command(
    name = "audit",
    description = "Everything that happened to an application, with its hash chain checked.",
    subcommands = AuditVerifyCommand.class,
    footer = {
      "",
      "With --json it is a dump for 'audit verify --from-dump': the bytes of one record per line.",
      "Exit codes: 0 the chain holds; 1 there is no audit; 6 the chain is broken, and the place is marked."
    })
public final class AuditCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NS/APP", converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Option(names = "--all", description = "Every application.")
  private boolean all;

  @Option(
      names = {"-f", "--follow"},
      description = "Stay and show what comes.")
  private boolean follow;

  private final Chains chains = new Chains();
  private final Facts facts = new Facts(ZoneId.systemDefault());
  private int records;
  private int breaks;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    if (all == (application != null)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Expected either an application or --all, but found " + (all ? "both." : "neither."));
    }
    Terminal terminal = global.terminal(out);
    try (var source =
        TopicSource.open(global.connection(), Topics.AUDIT, Optional.ofNullable(application))) {
      source.readToEnd(line -> show(line, terminal, err));
      while (follow && !Thread.currentThread().isInterrupted()) {
        out.flush();
        source.poll(POLL).forEach(line -> show(line, terminal, err));
      }
    }
    if (records == 0) {
      throw new CliException(
          all
              ? "No audit at all: nothing was ever decided."
              : "No audit of %s: nothing was ever decided about it, or the name is wrong."
                  .formatted(application));
    }
    if (!global.json()) {
      out.println(summary());
    }
    out.flush();
    return breaks == 0 ? Exit.OK : Exit.INVALID;
  }

  private void show(TopicSource.Line line, Terminal terminal, PrintWriter err) {
    records++;
    Optional<String> trouble = chains.acceptKeyed(line.key(), line.value());
    if (trouble.isPresent()) {
      breaks++;
      PrintWriter to = global.json() ? err : terminal.out();
      to.println(terminal.style(Style.RED, "  !! the chain is broken here: " + trouble.get()));
      to.flush();
    }
    if (global.json()) {
      terminal.out().print(Dump.line(line.value()) + "\n");
    } else {
      terminal
          .out()
          .println(
              line.data(AuditRecord.class)
                  .map(each -> text(each, terminal))
                  .orElseGet(() ->
                      "    ?  this version cannot read what it says: "
                          + Printable.of(line.trouble())));
    }
  }

  private String text(AuditRecord record, Terminal terminal) {
    Fact fact = facts.of(record);
    return String.format(
            Locale.ROOT,
            "%5s  %s  %-8s ",
            "#" + record.sequence(),
            record.at().truncatedTo(ChronoUnit.MILLIS),
            fact.kind().word())
        + (all ? record.application() + ": " : "")
        + (record.entry().isFinal() ? terminal.style(Style.BOLD, fact.text()) : fact.text());
  }

  private String summary() {
    return breaks == 0
        ? Counts.of(records, "record") + "; the chain holds from the first to the last."
        : "%s; the chain is BROKEN in %s."
            .formatted(Counts.of(records, "record"), Counts.of(breaks, "place"));
  }
}

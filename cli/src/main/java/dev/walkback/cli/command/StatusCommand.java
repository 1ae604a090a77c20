package dev.walkback.cli.command;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Terminal;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where the newest rollback of each application stands. */
@Command(name = "status", description = "Where rollbacks stand: all in a table, or one in full.")
public final class StatusCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NS/APP",
      description = "Only this application, with its checklist.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<TopicSource.Line> lines = read();
    if (application != null && lines.isEmpty()) {
      throw new CliException(
          "No rollback of %s is known: none was ever begun, or the name is wrong."
              .formatted(application));
    }
    if (global.json()) {
      lines.forEach(line -> out.println(line.json()));
    } else {
      show(out, lines);
    }
    out.flush();
    return Exit.OK;
  }

  private List<TopicSource.Line> read() {
    try (var source =
        TopicSource.open(global.connection(), Topics.STATUS, Optional.ofNullable(application))) {
      return List.copyOf(Known.newest(source).values());
    }
  }

  private void show(PrintWriter out, List<TopicSource.Line> lines) {
    Terminal terminal = global.terminal(out);
    Instant now = Instant.now();
    var view = new StatusView(terminal, ZoneId.systemDefault(), now);
    List<RollbackStatus> all =
        lines.stream()
            .flatMap(line -> line.data(RollbackStatus.class).stream())
            .sorted(
                Comparator.comparing((RollbackStatus status) -> status.phase().isFinal())
                    .thenComparing(RollbackStatus::application))
            .toList();
    new HoldLines(terminal, ZoneId.systemDefault(), now).of(holds(now)).forEach(out::println);
    (application == null
            ? view.table(all)
            : all.stream().flatMap(each -> view.full(each, story(each)).stream()).toList())
        .forEach(out::println);
  }

  /** Those that hold what is shown. */
  private List<HoldChanged> holds(Instant now) {
    ApplicationId shown = application;
    return Known.holds(global.connection(), now).stream()
        .filter(hold -> shown == null || hold.application().covers(shown))
        .toList();
  }

  private Optional<RollbackStory> story(RollbackStatus status) {
    return status.phase().isFinal()
        ? Optional.empty()
        : Optional.of(RollbackStory.read(global.connection(), status));
  }
}

package dev.walkback.cli.command;

import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Bulletin;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

/** Shows what happens, until interrupted. */
@Command(
    name = "watch",
    description = "What happens from now on, live; one application with its checklist.")
public final class WatchCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NS/APP",
      description = "Only this application; a rollback that runs already is shown from its start.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (var source =
        TopicSource.open(global.connection(), Topics.AUDIT, Optional.ofNullable(application))) {
      if (global.json()) {
        source.skipToEnd();
        follow(source, lines -> lines.forEach(line -> out.println(line.json())), out);
      } else if (application == null) {
        source.skipToEnd();
        out.println("Watching all applications; Ctrl-C ends.");
        all(source, LiveView.on(global.terminal(out)), out);
      } else {
        one(source, LiveView.on(global.terminal(out)), out);
      }
    }
    return Exit.OK;
  }

  private interface Show {
    void lines(List<TopicSource.Line> lines);
  }

  private static void follow(TopicSource source, Show show, PrintWriter out) {
    while (!Thread.currentThread().isInterrupted()) {
      out.flush();
      show.lines(source.poll(POLL));
    }
  }

  private static void all(TopicSource source, LiveView view, PrintWriter out) {
    var bulletin = new Bulletin(view, ZoneId.systemDefault());
    follow(
        source,
        lines ->
            lines.stream()
                .flatMap(line -> line.data(AuditRecord.class).stream())
                .forEach(bulletin::tell),
        out);
  }

  private void one(TopicSource source, LiveView view, PrintWriter out) {
    List<AuditRecord> past =
        source.readToEnd().stream().flatMap(line -> line.data(AuditRecord.class).stream()).toList();
    var running = new Running(past);
    var narrator = new Narrator(view, ZoneId.systemDefault(), running.start());
    out.println(
        "Watching " + application + "; Ctrl-C ends. Times count from " + running.what() + ".");
    running.records().forEach(record -> narrator.tell(record, Instant.now()));
    follow(
        source,
        lines -> {
          lines.stream()
              .flatMap(line -> line.data(AuditRecord.class).stream())
              .forEach(record -> narrator.tell(record, Instant.now()));
          view.tick(Instant.now());
        },
        out);
  }

  /** The records of the rollback that runs now, if any. */
  private record Running(List<AuditRecord> past) {

    List<AuditRecord> records() {
      Optional<RollbackStatus> newest =
          past.reversed().stream().flatMap(record -> record.status().stream()).findFirst();
      return newest
          .filter(status -> !status.phase().isFinal())
          .map(status ->
              past.stream()
                  .filter(
                      record -> record.rollback().filter(status.rollbackId()::equals).isPresent())
                  .toList())
          .orElse(List.of());
    }

    Instant start() {
      return records().isEmpty() ? Instant.now() : records().getFirst().at();
    }

    String what() {
      return records().isEmpty() ? "now; no rollback is running" : "the rollback's beginning";
    }
  }
}

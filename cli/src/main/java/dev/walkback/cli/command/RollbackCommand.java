package dev.walkback.cli.command;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicSink;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.cli.policy.Durations;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.TraceParent;
import dev.walkback.events.command.Command.RollBack;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a command and says what came of it. */
@Command(
    name = "rollback",
    description = "Roll an application back, and say what came of the command.",
    footer = {
      "",
      "Exit codes:",
      "  0  it began or joined a running rollback; with --wait: it ended healthy",
      "  3  nothing is done, and why",
      "  4  nobody answered",
      "  5  with --wait: it did not end healthy"
    })
public final class RollbackCommand implements Callable<Integer> {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String SOURCE = "/walkback/cli";

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NS/APP",
      description = "The application, for instance production/backend.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Option(
      names = {"-r", "--reason"},
      required = true,
      paramLabel = "TEXT",
      description = "Why; it stands in the audit.")
  private String reason = "";

  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description = "The cluster's revision number; otherwise the newest good one.")
  private @Nullable Long revision;

  @Option(names = "--issuer", paramLabel = "WHO", description = "Who asks. Default: $USER.")
  private @Nullable String issuer;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "After that it is not carried out any more. Default: ${DEFAULT-VALUE}.")
  private String expiresIn = "5m";

  @Option(names = "--wait", description = "Stay until the rollback has ended, and show it.")
  private boolean wait;

  @Override
  public Integer call() {
    Envelope<RollBack> command = command(Instant.now());
    Connection connection = global.connection();
    try (var source =
            TopicSource.open(connection, Topics.AUDIT, Optional.of(command.application()));
        var sink = TopicSink.open(connection)) {
      source.skipToEnd();
      sink.publish(Topics.COMMANDS, command);
      return new CommandAnswer(source, command, narrator(command.time())).await(ANSWER, wait);
    }
  }

  private CommandAnswer.Telling narrator(Instant start) {
    PrintWriter out = out();
    if (global.json()) {
      return CommandAnswer.Telling.json(out);
    }
    LiveView view = LiveView.on(global.terminal(out));
    return CommandAnswer.Telling.live(view, new Narrator(view, ZoneId.systemDefault(), start), out);
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  private Envelope<RollBack> command(Instant now) {
    Duration valid =
        Durations.parse(expiresIn)
            .orElseThrow(() ->
                new CliException(
                    "Expected --expires-in as a duration such as 5m, but found '%s'."
                        .formatted(expiresIn)));
    String who = Optional.ofNullable(issuer).orElse(System.getProperty("user.name", ""));
    if (reason.isBlank() || who.isBlank()) {
      throw new CliException("Expected a reason and an issuer, but one of them is empty.");
    }
    String id = UUID.randomUUID().toString();
    var data =
        new RollBack(
            java.util.Objects.requireNonNull(application),
            who,
            reason,
            now.plus(valid),
            Optional.ofNullable(revision));
    return new Envelope<>(id, SOURCE, now, Optional.of(TraceParent.derivedFrom(id)), data);
  }
}

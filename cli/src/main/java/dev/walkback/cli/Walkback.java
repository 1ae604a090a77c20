package dev.walkback.cli;

import dev.walkback.cli.command.AbortCommand;
import dev.walkback.cli.command.AcknowledgeCommand;
import dev.walkback.cli.command.ApproveCommand;
import dev.walkback.cli.command.AuditCommand;
import dev.walkback.cli.command.Exit;
import dev.walkback.cli.command.HoldCommand;
import dev.walkback.cli.command.Misuse;
import dev.walkback.cli.command.PlanCommand;
import dev.walkback.cli.command.PoliciesCommand;
import dev.walkback.cli.command.RejectCommand;
import dev.walkback.cli.command.ReleasesCommand;
import dev.walkback.cli.command.ResumeCommand;
import dev.walkback.cli.command.RetryCommand;
import dev.walkback.cli.command.RollbackCommand;
import dev.walkback.cli.command.SkipCommand;
import dev.walkback.cli.command.SoakCommand;
import dev.walkback.cli.command.StatusCommand;
import dev.walkback.cli.command.TickCommand;
import dev.walkback.cli.command.TopicsCommand;
import dev.walkback.cli.command.TrainCommand;
import dev.walkback.cli.command.WatchCommand;
import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.live.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's command line. */
@Command(
    name = "walkback",
    description = "Walks a bad Kubernetes release back to the last version that is proven good.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RollbackCommand.class,
      PlanCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      AbortCommand.class,
      HoldCommand.class,
      ResumeCommand.class,
      RetryCommand.class,
      SkipCommand.class,
      AcknowledgeCommand.class,
      TickCommand.class,
      SoakCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      ReleasesCommand.class,
      AuditCommand.class,
      PoliciesCommand.class,
      TopicsCommand.class,
      TrainCommand.class,
      Walkback.Version.class
    })
public final class Walkback implements Runnable {

  @CommandLine.Option(
      names = {"-h", "--help"},
      scope = CommandLine.ScopeType.INHERIT,
      usageHelp = true,
      description = "Show help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] args) {
    // kafka-clients logs through SLF4J; without a backend SLF4J itself would complain on stderr.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    System.exit(code);
  }

  /** The exit code; everything that is said goes to these writers. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Walkback())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(
            failure -> failure instanceof CommandLine.ParameterException ? Exit.USAGE : Exit.FAILED)
        .setParameterExceptionHandler(new Misuse())
        .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line))
        .setUsageHelpWidth(Terminal.detect(out, System.getenv()).helpWidth())
        .execute(args);
  }

  private static int explain(Exception failure, CommandLine line) throws Exception {
    if (failure instanceof CliException) {
      line.getErr().println(Optional.ofNullable(failure.getMessage()).orElse("walkback failed"));
      line.getErr().flush();
      return failure instanceof NothingToDo ? Exit.SUPPRESSED : Exit.FAILED;
    }
    throw failure;
  }

  @Override
  public void run() {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    line.usage(line.getOut());
  }

  /** Which Walkback this is. */
  @Command(name = "version", description = "Say which version this is.")
  static final class Version implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
      String version =
          Optional.ofNullable(Walkback.class.getPackage().getImplementationVersion())
              .orElse("development");
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      out.println("walkback " + version + " (Java " + Runtime.version().feature() + ")");
    }
  }
}

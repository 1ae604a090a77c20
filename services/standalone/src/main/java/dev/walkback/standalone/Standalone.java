package dev.walkback.standalone;

import dev.walkback.cli.command.Exit;
import dev.walkback.cli.command.Misuse;
import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.live.Terminal;
import dev.walkback.localkafka.LocalKafkaException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./walkback demo} and {@code ./walkback up}. */
@Command(
    name = "walkback",
    description = "All of Walkback in one JVM.",
    subcommands = {DemoCommand.class, UpCommand.class})
public final class Standalone {

  @CommandLine.Option(
      names = {"-h", "--help"},
      scope = CommandLine.ScopeType.INHERIT,
      usageHelp = true,
      description = "Show help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private Standalone() {}

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    System.exit(code);
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Standalone())
        .setOut(out)
        .setErr(err)
        .setExitCodeExceptionMapper(
            failure -> failure instanceof CommandLine.ParameterException ? Exit.USAGE : Exit.FAILED)
        .setParameterExceptionHandler(new Misuse())
        .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line.getErr()))
        .setUsageHelpWidth(Terminal.detect(out, System.getenv()).helpWidth())
        .execute(args);
  }

  private static boolean isTelling(Throwable cause) {
    return cause instanceof CliException
        || cause instanceof LocalKafkaException
        || cause instanceof PortInUseException;
  }

  private static String words(Throwable cause) {
    if (cause instanceof PortInUseException taken) {
      return "Expected port %d to be free for webhooks and health, but another program listens there; choose another with --http-port."
          .formatted(taken.getPort());
    }
    String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    return message.lines().findFirst().orElse(message);
  }

  /** The directory that relative places are relative to: the repository's root. */
  static Path home() {
    return Path.of(System.getProperty("walkback.home", "")).toAbsolutePath();
  }

  /** Must be called before anything logs. */
  static void logTo(Path file) {
    if (System.getProperty("walkback.log") == null) {
      System.setProperty("walkback.log", file.toString());
    }
    LoggerFactory.getILoggerFactory(); // once and here, before several threads want it at once
    SLF4JBridgeHandler.removeHandlersForRootLogger(); // Tomcat would write to the terminal
    SLF4JBridgeHandler.install();
  }

  static Path logFile() {
    return Path.of(System.getProperty("walkback.log", "walkback.log"));
  }

  private static int explain(Exception failure, PrintWriter err) {
    Throwable cause = failure;
    while (!isTelling(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    err.println(words(cause));
    if (!(cause instanceof CliException)) {
      LoggerFactory.getLogger(Standalone.class).error("walkback failed", failure);
      err.println("The whole story is in " + logFile());
    }
    err.flush();
    return Exit.FAILED;
  }
}

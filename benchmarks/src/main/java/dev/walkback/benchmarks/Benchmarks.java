package dev.walkback.benchmarks;

import dev.walkback.benchmarks.latency.LatencyCommand;
import dev.walkback.benchmarks.memory.MemoryCommand;
import dev.walkback.benchmarks.saga.DecideCommand;
import dev.walkback.benchmarks.saga.GrowthCommand;
import dev.walkback.benchmarks.saga.SagaCommand;
import dev.walkback.benchmarks.storm.StormCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code benchmarks/run NAME}: measures, prints a table, and says what it compares with. */
@Command(
    name = "benchmarks/run",
    description = "Measures Walkback beside what it is compared with.",
    subcommands = {
      LatencyCommand.class,
      MemoryCommand.class,
      SagaCommand.class,
      DecideCommand.class,
      GrowthCommand.class,
      StormCommand.class
    })
public final class Benchmarks implements Runnable {

  @CommandLine.Option(
      names = {"-h", "--help"},
      scope = CommandLine.ScopeType.INHERIT,
      usageHelp = true,
      description = "Show help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private final CommandLine line = new CommandLine(this);

  private Benchmarks() {}

  public static void main(String[] arguments) {
    System.exit(new Benchmarks().line.execute(arguments));
  }

  /** Without a name: which there are. */
  @Override
  public void run() {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("benchmarks/run NAME [options]; --help after a name tells its options");
    out.println();
    for (Map.Entry<String, CommandLine> each : line.getSubcommands().entrySet()) {
      String[] description = each.getValue().getCommandSpec().usageMessage().description();
      out.printf("  %-9s %s%n", each.getKey(), String.join(" ", description));
    }
  }
}

package dev.walkback.systemtests.chaos;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code system-tests/chaos}: rounds, a line for each, a table, and 1 where anything is wrong. */
@Command(
    name = "system-tests/chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Rolls back while processes die at failpoints, are killed, hang and come back; then looks from outside whether anything was lost or done twice.")
public final class Chaos implements Callable<Integer> {

  @Option(names = "--rounds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      description = "Begin no further round after this time. Default: no limit.")
  private int minutes;

  @Option(names = "--seed", description = "Chooses who dies where. Default: the time.")
  private @Nullable Long seed;

  @Option(
      names = "--applications",
      defaultValue = "4",
      description = "With a bad release in each round. Default: ${DEFAULT-VALUE}.")
  private int applications;

  @Option(
      names = "--instances",
      defaultValue = "2",
      description = "Of orchestrator and executor each. Default: ${DEFAULT-VALUE}.")
  private int instances;

  @Option(
      names = "--stop-seconds",
      defaultValue = "15",
      description = "How long whoever is stopped hangs. Default: ${DEFAULT-VALUE}.")
  private int stopSeconds;

  @Option(
      names = "--dir",
      defaultValue = "target/chaos",
      description = "For data and logs of the processes; a new directory in it.")
  private Path directory = Path.of("target", "chaos");

  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  private Chaos() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Chaos()).execute(arguments));
  }

  @Override
  public Integer call() {
    long chosen = seed == null ? Instant.now().toEpochMilli() : seed;
    Path here = directory.resolve(Long.toString(Instant.now().toEpochMilli())).toAbsolutePath();
    out.printf("seed %d, logs in %s%n", chosen, here);
    var random = new Random(chosen);
    var deaths = new Deaths(new Random(random.nextLong()));
    var tally = new Tally();
    try (Stage stage = Stage.start(here, instances, deaths);
        Reaper reaper = Reaper.over(stage.fleet(), deaths)) {
      stage.awaitReady();
      stage.letAllGoBackAtOnce();
      try {
        play(stage, reaper, random, tally, chosen);
      } finally {
        tally.print(out, reaper.kills());
      }
    }
    return tally.isClean() ? 0 : 1;
  }

  private void play(Stage stage, Reaper reaper, Random random, Tally tally, long chosen) {
    Deque<Blow> blows = new ArrayDeque<>();
    Instant end = minutes == 0 ? Instant.MAX : Instant.now().plus(Duration.ofMinutes(minutes));
    for (int number = 1; number <= rounds && Instant.now().isBefore(end); number++) {
      if (blows.isEmpty()) {
        blows.addAll(Blow.allIn(random));
      }
      var round =
          new Round(
              number,
              applications,
              blows.removeFirst(),
              Duration.ofMillis(random.nextInt(6_000)),
              Duration.ofSeconds(stopSeconds));
      int before = reaper.kills().size();
      Instant begun = Instant.now();
      Round.Result result = round.run(stage, reaper);
      tally.add(result);
      out.printf(
          "round %3d  %-28s %3d deaths  %3d s  %s%n",
          number,
          round.blow(),
          reaper.kills().size() - before,
          Duration.between(begun, Instant.now()).toSeconds(),
          tell(result));
      if (result.findings().stream().anyMatch(finding -> !finding.isClean())) {
        explain(result, chosen, number);
      }
    }
  }

  private static String tell(Round.Result result) {
    long healthy = result.findings().stream().filter(Inspection.Finding::healthy).count();
    return "%d of %d healthy".formatted(healthy, result.findings().size());
  }

  private void explain(Round.Result result, long chosen, int number) {
    for (Inspection.Finding finding : result.findings()) {
      finding.lost().forEach(fault -> out.printf("  LOST %s: %s%n", finding.shop(), fault));
      finding.doubled().forEach(fault -> out.printf("  DOUBLED %s: %s%n", finding.shop(), fault));
      finding.broken().forEach(fault -> out.printf("  BROKEN %s: %s%n", finding.shop(), fault));
    }
    out.printf(
        "  again: system-tests/chaos --seed %d --rounds %d --applications %d --instances %d --stop-seconds %d%n",
        chosen, number, applications, instances, stopSeconds);
  }
}

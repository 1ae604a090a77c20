package dev.walkback.systemtests.chaos;

import dev.walkback.chassis.Directories;
import dev.walkback.systemtests.ApiAudit;
import dev.walkback.systemtests.LabShops;
import dev.walkback.systemtests.SandboxShops;
import dev.walkback.systemtests.Shops;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  @Option(
      names = "--seed",
      description =
          "Of the first round; chooses who dies where. The next round has the next. Default: the time.")
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
      defaultValue = "60",
      description = "How long whoever is stopped hangs. Default: ${DEFAULT-VALUE}.")
  private int stopSeconds;

  @Option(
      names = "--takeovers",
      defaultValue = "0",
      description =
          "Instead of rounds: how long nobody decides when one of two orchestrators is killed, so many times.")
  private int takeovers;

  @Option(
      names = "--standby-replicas",
      defaultValue = "1",
      description =
          "With --takeovers: copies of the state at other instances. Default: ${DEFAULT-VALUE}.")
  private int standbys;

  @Option(
      names = "--kubeconfig",
      description =
          "Rolls back on this cluster, in a namespace of its own, instead of on a sandbox. The lab's: ~/.cache/walkback-lab/kubeconfig.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--api-audit",
      description =
          "The API server's audit log, where writes are counted. Default: logs/audit.jsonl beside the kubeconfig.")
  private @Nullable Path apiAudit;

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
    long first = seed == null ? Instant.now().toEpochMilli() : seed;
    Path here = directory.resolve(Long.toString(Instant.now().toEpochMilli())).toAbsolutePath();
    out.printf("seed %d, logs in %s%n", first, here);
    boolean clean =
        takeovers > 0 ? new Takeovers(out, standbys).run(here, takeovers) : playAll(here, first);
    if (clean) {
      forget(here.resolve("kafka"));
    }
    return clean ? 0 : 1;
  }

  private boolean playAll(Path here, long first) {
    var deaths = new Deaths(first, instances);
    var tally = new Tally();
    try (Stage stage = Stage.start(here, cluster(), instances, deaths);
        Reaper reaper = Reaper.over(stage.fleet(), deaths)) {
      stage.awaitReady();
      stage.letAllGoBackAtOnce();
      try {
        play(stage, reaper, tally, first);
      } finally {
        tally.print(out, reaper.kills());
      }
    }
    return tally.isClean();
  }

  /** Where all is well nobody looks at the broker's data again. */
  private static void forget(Path data) {
    try {
      Directories.delete(data);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to remove " + data, e);
    }
  }

  private Shops cluster() {
    if (kubeconfig == null) {
      return SandboxShops.start();
    }
    Path log = apiAudit == null ? kubeconfig.resolveSibling("logs/audit.jsonl") : apiAudit;
    return LabShops.start(
        kubeconfig,
        new ApiAudit(log),
        Path.of(System.getProperty("walkback.home", "."), "deploy/kubernetes/rbac.yaml"),
        "chaos-" + Long.toString(Instant.now().getEpochSecond(), 36));
  }

  private void play(Stage stage, Reaper reaper, Tally tally, long first) {
    Instant end = minutes == 0 ? Instant.MAX : Instant.now().plus(Duration.ofMinutes(minutes));
    for (int number = 1; number <= rounds && Instant.now().isBefore(end); number++) {
      var round =
          new Round(number, first + number - 1, applications, Duration.ofSeconds(stopSeconds));
      if (number > 1) {
        reaper.killAll(round.seed());
      }
      int before = reaper.kills().size();
      Instant begun = Instant.now();
      Round.Result result = round.run(stage, reaper);
      tally.add(result);
      out.printf(
          "round %3d  %-22s %3d deaths  %3d s  %s%n",
          number,
          round.blow().title(),
          reaper.kills().size() - before,
          Duration.between(begun, Instant.now()).toSeconds(),
          tell(result));
      if (!result.isClean()) {
        explain(result, round.seed());
      }
    }
  }

  private static String tell(Round.Result result) {
    long healthy = result.findings().stream().filter(Inspection.Finding::healthy).count();
    return "%d of %d healthy".formatted(healthy, result.findings().size());
  }

  private void explain(Round.Result result, long roundSeed) {
    for (Inspection.Finding finding : result.findings()) {
      finding.lost().forEach(fault -> out.printf("  LOST %s: %s%n", finding.shop(), fault));
      finding.doubled().forEach(fault -> out.printf("  DOUBLED %s: %s%n", finding.shop(), fault));
      finding.broken().forEach(fault -> out.printf("  BROKEN %s: %s%n", finding.shop(), fault));
    }
    result.letters().forEach(letter -> out.printf("  BROKEN %s%n", letter));
    out.printf(
        "  again: system-tests/chaos --seed %d --rounds 1 --applications %d --instances %d --stop-seconds %d%s%n",
        roundSeed,
        applications,
        instances,
        stopSeconds,
        kubeconfig == null ? "" : " --kubeconfig " + kubeconfig);
  }
}

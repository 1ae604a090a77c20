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
import java.util.OptionalInt;
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

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "With --every-point: at most so many. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--every-point",
      description =
          "No blows from outside; until each service has died at each of its failpoints. Ends with 1 where one was not met.")
  private boolean everyPoint;

  @Option(
      names = "--repeats",
      defaultValue = "2",
      description = "With --every-point: so many deaths at each. Default: ${DEFAULT-VALUE}.")
  private int repeats;

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
        takeovers > 0
            ? new Takeovers(out, standbys).run(here, takeovers)
            : rounds(first).play(here, this::cluster);
    if (clean) {
      forget(here.resolve("kafka"));
    }
    return clean ? 0 : 1;
  }

  private Rounds rounds(long first) {
    return new Rounds(
        out,
        new Rounds.Settings(
            first,
            rounds,
            minutes == 0 ? Duration.ofDays(365) : Duration.ofMinutes(minutes),
            applications,
            instances,
            Duration.ofSeconds(stopSeconds),
            everyPoint ? OptionalInt.of(repeats) : OptionalInt.empty(),
            again()));
  }

  /** The options with which a round is played again, beside its seed. */
  private String again() {
    return "--applications %d --instances %d --stop-seconds %d%s%s"
        .formatted(
            applications,
            instances,
            stopSeconds,
            everyPoint ? " --every-point --repeats " + repeats : "",
            kubeconfig == null ? "" : " --kubeconfig " + kubeconfig);
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
}

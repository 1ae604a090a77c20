package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.process.BrokerProcess;
import dev.walkback.benchmarks.process.OrchestratorProcess;
import dev.walkback.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the orchestrator is run. */
final class Engine {

  @Option(
      names = "--applications",
      defaultValue = "10000",
      description = "That take turns. Default: ${DEFAULT-VALUE}.")
  private int applications = 10_000;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      description = "Of each topic. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of the orchestrator. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--flags",
      paramLabel = "FLAGS",
      description = "Of the orchestrator's JVM, in one word with spaces.")
  private @Nullable String flags;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "Of the orchestrator, for instance to try one of Kafka's; repeatable.")
  private List<String> more = List.of();

  @Option(
      names = "--guarded",
      description = "Each rollback asks the fleet's guard for leave, as by the default policy.")
  private boolean guarded;

  int applications() {
    return applications;
  }

  boolean guarded() {
    return guarded;
  }

  OrchestratorProcess start(Path directory, String kafka) throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>();
    settings.add("--walkback.topics.partitions=" + partitions);
    settings.add("--walkback.orchestrator.threads=" + threads);
    more.forEach(setting -> settings.add("--" + setting));
    return OrchestratorProcess.start(directory, kafka, flags(), settings);
  }

  void describe(Report report) {
    describe(report, applications);
  }

  /** The same with another number of applications. */
  void describe(Report report, int count) {
    report.text(
        "Orchestrator: %d thread(s), %d partitions, %d applications%s, %s%s; broker: %s"
            .formatted(
                threads,
                partitions,
                count,
                guarded ? ", guarded" : ", no fleet limits",
                String.join(" ", flags()),
                more.isEmpty() ? "" : " " + String.join(" ", more),
                String.join(" ", BrokerProcess.FLAGS)));
    report.figure(
        "engine",
        Map.of(
            "threads", threads,
            "partitions", partitions,
            "applications", count,
            "guarded", guarded,
            "flags", flags(),
            "settings", more));
  }

  private List<String> flags() {
    return flags == null || flags.isBlank()
        ? OrchestratorProcess.FLAGS
        : List.of(flags.strip().split(" +", -1));
  }
}

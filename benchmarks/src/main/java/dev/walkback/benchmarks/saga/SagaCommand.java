package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.Bench;
import dev.walkback.benchmarks.process.BrokerProcess;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.world.Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rollbacks of four steps that nobody really takes, through the real orchestrator. */
@Command(
    name = "saga",
    description =
        "Rollbacks with four no-op steps through the real orchestrator, saturated and at 10 a"
            + " second; beside other durable engines.")
public final class SagaCommand implements Callable<Integer> {

  @Mixin private Bench bench = new Bench();
  @Mixin private Engine engine = new Engine();

  @Option(
      names = "--in-flight",
      split = ",",
      defaultValue = "64,256,1024",
      description = "Closed loops of so many. Default: ${DEFAULT-VALUE}.")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description =
          "Seconds before the first window; half of it before others. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 30;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Of each window. Default: ${DEFAULT-VALUE}.")
  private int seconds = 30;

  @Option(names = "--rate", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
  private double rate = 10;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = bench.directory("saga");
    try (Report report = bench.report("saga");
        var broker = BrokerProcess.start(directory);
        var orchestrator = engine.start(directory, broker.address());
        var load =
            new Load(new Clients(broker.address()), engine.applications(), engine.guarded())) {
      engine.describe(report);
      var loops =
          new Loops(
              load, Map.of("the orchestrator", orchestrator.pid(), "the broker", broker.pid()));
      int warm = warmUp;
      for (int each : inFlight) {
        report.text("");
        report.text("Closed loop, %d in flight, %d s before it counts ...".formatted(each, warm));
        tell(report, loops.closed(each, Duration.ofSeconds(warm), Duration.ofSeconds(seconds)));
        warm = Math.max(1, warmUp / 2);
      }
      if (rate > 0) {
        tell(report, loops.open(rate, Duration.ofSeconds(10), Duration.ofSeconds(seconds)));
      }
      report.text("");
      report.text(
          "Ended twice: %d; ended otherwise than well: %d"
              .formatted(load.doubled(), load.otherEnds()));
      SagaTables.comparison(report);
    }
    return 0;
  }

  private static void tell(Report report, Measured measured) {
    SagaTables.print(report, measured);
    measured.spent().report(report, "rollbacks", measured.sagas().size());
  }
}

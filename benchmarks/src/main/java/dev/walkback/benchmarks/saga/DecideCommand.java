package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.Bench;
import dev.walkback.benchmarks.report.Report;
import dev.walkback.benchmarks.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the orchestrator's own computing costs, without a broker and on one thread. */
@Command(
    name = "decide",
    description =
        "Processor time and bytes that one rollback of four steps takes in the orchestrator,"
            + " without a broker; needs no quiet machine.")
public final class DecideCommand implements Callable<Integer> {

  private static final double NANOS_PER_MICRO = 1e3;

  @Mixin private Bench bench = new Bench();

  @Option(
      names = "--in-flight",
      defaultValue = "256",
      description = "Rollbacks side by side. Default: ${DEFAULT-VALUE}.")
  private int inFlight = 256;

  @Option(
      names = "--applications",
      defaultValue = "10000",
      description = "That take turns. Default: ${DEFAULT-VALUE}.")
  private int applications = 10_000;

  @Option(
      names = "--warm-up",
      defaultValue = "10000",
      description = "Rollbacks before it counts. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 10_000;

  @Option(names = "--rollbacks", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
  private int rollbacks = 10_000;

  private final List<Long> waves = new ArrayList<>();
  private long begun;

  @Override
  public Integer call() throws IOException {
    try (Report report = bench.report("decide");
        var orchestrator = new InMemory(applications)) {
      run(orchestrator, warmUp);
      orchestrator.forget();
      tell(report, orchestrator, run(orchestrator, rollbacks));
    }
    return 0;
  }

  /** One wave of rollbacks after the other; how many there were. */
  private long run(InMemory orchestrator, int atLeast) {
    long before = begun;
    waves.clear();
    while (begun - before < atLeast) {
      long cpuBefore = orchestrator.cpuNanos();
      for (int i = 0; i < inFlight; i++) {
        orchestrator.suspect((int) (begun % applications), begun);
        begun++;
      }
      while (orchestrator.answer()) {
        orchestrator.drainOthers();
      }
      waves.add(orchestrator.cpuNanos() - cpuBefore);
    }
    return begun - before;
  }

  private void tell(Report report, InMemory orchestrator, long rollbacks) {
    double micros = orchestrator.cpuNanos() / NANOS_PER_MICRO / rollbacks;
    double best = Collections.min(waves) / NANOS_PER_MICRO / inFlight;
    var table = new Table("one rollback writes", "records", "bytes");
    InMemory.Written all = InMemory.Written.NOTHING;
    for (var each : orchestrator.written().entrySet()) {
      row(table, each.getKey(), each.getValue(), rollbacks);
      all = all.plus(each.getValue());
    }
    row(table, "all of these", all, rollbacks);
    report.table(
        "%d rollbacks, %s microseconds of processor time each, %s in the best wave; the test driver's included"
            .formatted(rollbacks, oneDigit(micros), oneDigit(best)),
        table);
    report.figure(
        "decide",
        Map.of(
            "rollbacks", rollbacks,
            "micros", micros,
            "bestMicros", best,
            "bytes", all.bytes() / (double) rollbacks));
  }

  private static void row(Table table, String topic, InMemory.Written written, long rollbacks) {
    table.row(
        topic,
        oneDigit(written.records() / (double) rollbacks),
        oneDigit(written.bytes() / (double) rollbacks));
  }

  private static String oneDigit(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

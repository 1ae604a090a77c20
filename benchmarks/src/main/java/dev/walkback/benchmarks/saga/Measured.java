package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.process.Spent;
import dev.walkback.benchmarks.report.Quantiles;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What was measured in one window.
 *
 * @param sagas those that ended in it
 * @param unfinished those that had been asked for and never ended
 */
record Measured(String name, Spent spent, List<Saga> sagas, long unfinished) {

  double perSecond() {
    return sagas.size() / spent.seconds();
  }

  Quantiles quantiles(ToLongFunction<Saga> time) {
    return Quantiles.ofNanos(sagas.stream().map(time::applyAsLong).toList());
  }
}

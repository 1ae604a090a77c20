package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.process.Costs;
import dev.walkback.benchmarks.process.Spent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** The two ways of asking: as much as is taken, and so many a second. */
final class Loops {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Load load;
  private final Map<String, Long> pids;

  /**
   * Loops around a load.
   *
   * @param pids of the processes whose costs are counted
   */
  Loops(Load load, Map<String, Long> pids) {
    this.load = load;
    this.pids = Map.copyOf(pids);
  }

  /** Always so many in flight: each end is followed by a new beginning. */
  Measured closed(int inFlight, Duration warmUp, Duration window)
      throws IOException, InterruptedException {
    Queue<Saga> ended = new ConcurrentLinkedQueue<>();
    load.onEnd(saga -> {
      ended.add(saga);
      load.start();
    });
    for (int i = 0; i < inFlight; i++) {
      load.start();
    }
    Thread.sleep(warmUp);
    ended.clear();
    Costs costs = Costs.begin(pids);
    Thread.sleep(window);
    Spent spent = costs.end();
    List<Saga> measured = new ArrayList<>(ended);
    load.onEnd(_ -> {});
    return new Measured("%d in flight".formatted(inFlight), spent, measured, drain());
  }

  /** So many a second, whatever becomes of them. */
  Measured open(double rate, Duration warmUp, Duration window)
      throws IOException, InterruptedException {
    load.onEnd(_ -> {});
    run(rate, warmUp);
    Costs costs = Costs.begin(pids);
    List<Saga> asked = run(rate, window);
    long unfinished = drain();
    Spent spent = costs.end();
    List<Saga> ended = asked.stream().filter(Saga::hasEnded).toList();
    return new Measured("%.0f a second".formatted(rate), spent, ended, unfinished);
  }

  private List<Saga> run(double rate, Duration time) {
    List<Saga> sagas = new ArrayList<>();
    long begun = System.nanoTime();
    int count = (int) (rate * time.toSeconds());
    for (int i = 0; i < count; i++) {
      long due = begun + (long) (i * 1e9 / rate);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      sagas.add(load.start());
    }
    return sagas;
  }

  /** Waits until nothing is in flight; how many are left when nobody waits any more. */
  private long drain() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (load.inFlight() > 0 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return load.inFlight();
  }
}

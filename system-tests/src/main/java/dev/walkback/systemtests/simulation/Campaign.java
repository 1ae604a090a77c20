package dev.walkback.systemtests.simulation;

import dev.walkback.systemtests.simulation.script.Playwright;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Many histories, one seed after the other. Each is played on one thread from its beginning to its
 * end; several threads play different ones.
 */
public final class Campaign {

  private static final int AT_A_TIME = 20;
  private static final int ENOUGH_FAILURES = 5;

  private final long firstSeed;
  private final long histories;
  private final Supplier<Machinery> machinery;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong played = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  public Campaign(long firstSeed, long histories, Supplier<Machinery> machinery) {
    this.firstSeed = firstSeed;
    this.histories = histories;
    this.machinery = machinery;
  }

  /** How many are over. */
  public long played() {
    return played.get();
  }

  /** Plays all of them, or up to the first few that fail. */
  public Tally run(int threads) throws InterruptedException {
    List<Tally> tallies = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int each = 0; each < threads; each++) {
      Tally tally = new Tally();
      tallies.add(tally);
      running.add(Thread.ofPlatform().name("histories " + each).start(() -> play(tally)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    Tally whole = new Tally();
    tallies.forEach(whole::add);
    return whole;
  }

  private void play(Tally tally) {
    while (failed.get() < ENOUGH_FAILURES) {
      long from = taken.getAndAdd(AT_A_TIME);
      if (from >= histories) {
        return;
      }
      for (long each = from; each < Math.min(from + AT_A_TIME, histories); each++) {
        long seed = firstSeed + each;
        Play.Ending ending =
            Play.of(Playwright.write(seed), machinery.get(), false, tally.coverage());
        tally.add(seed, ending);
        played.incrementAndGet();
        if (ending.violation().isPresent()) {
          failed.incrementAndGet();
        }
      }
    }
  }
}

package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.Shops;
import dev.walkback.systemtests.chaos.Round.Strike;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Rounds one after the other on one stage: a line for each, and a table. */
final class Rounds {

  private final PrintWriter out;
  private final Settings settings;
  private final Tally tally = new Tally();

  /**
   * What is played.
   *
   * @param seed of the first round; the next has the next
   * @param most rounds
   * @param time after which none is begun
   * @param instances of orchestrator and executor each
   * @param stop how long whoever is stopped hangs
   * @param everyPoint how often each failpoint is to be met; without it, seeds choose
   * @param again the options that play a round again
   */
  record Settings(
      long seed,
      int most,
      Duration time,
      int applications,
      int instances,
      Duration stop,
      OptionalInt everyPoint,
      String again) {}

  Rounds(PrintWriter out, Settings settings) {
    this.out = out;
    this.settings = settings;
  }

  /**
   * Plays all of them.
   *
   * @return whether nothing was wrong, and every failpoint was met that was to be
   */
  boolean play(Path directory, Supplier<Shops> cluster) {
    if (settings.everyPoint().isEmpty()) {
      return play(directory, cluster, new Deaths(settings.seed(), settings.instances()), false);
    }
    int repeats = settings.everyPoint().getAsInt();
    var points = new EveryPoint(settings.seed(), repeats, settings.instances());
    boolean clean = play(directory, cluster, points, true);
    points.print(out);
    return clean && points.missing().isEmpty();
  }

  private boolean play(Path directory, Supplier<Shops> cluster, Fates fates, boolean planned) {
    try (Stage stage = Stage.start(directory, cluster.get(), settings.instances(), fates);
        Reaper reaper = Reaper.over(stage.fleet(), fates)) {
      stage.awaitReady();
      stage.letAllGoBackAtOnce();
      try (Restart restart = Restart.on(stage)) {
        Instant end = Instant.now().plus(settings.time());
        for (int number = 1;
            number <= settings.most() && Instant.now().isBefore(end) && !fates.areMet();
            number++) {
          Blow blow = planned ? new Blow.None() : Blow.of(seed(number));
          play(round(number, blow), stage, reaper, restart);
        }
      } finally {
        tally.print(out, reaper.kills());
      }
    }
    return tally.isClean();
  }

  private long seed(int number) {
    return settings.seed() + number - 1;
  }

  private Round round(int number, Blow blow) {
    return new Round(
        number, seed(number), settings.applications(), new Strike(blow, settings.stop()));
  }

  private void play(Round round, Stage stage, Reaper reaper, Restart restart) {
    if (round.number() > 1) {
      reaper.beginRound(round.seed());
    }
    int before = reaper.kills().size();
    Instant begun = Instant.now();
    Round.Result result = round.run(stage, reaper, restart);
    tally.add(result);
    out.printf(
        "round %3d  %-22s %3d deaths  %3d s  %s%n",
        round.number(),
        round.strike().blow().title(),
        reaper.kills().size() - before,
        Duration.between(begun, Instant.now()).toSeconds(),
        tell(result));
    if (!result.isClean()) {
      explain(result, round.seed());
    }
  }

  private static String tell(Round.Result result) {
    long healthy = result.findings().stream().filter(Inspection.Finding::healthy).count();
    return "%d of %d healthy".formatted(healthy, result.findings().size());
  }

  private void explain(Round.Result result, long seed) {
    for (Inspection.Finding finding : result.findings()) {
      finding.lost().forEach(fault -> out.printf("  LOST %s: %s%n", finding.shop(), fault));
      finding.doubled().forEach(fault -> out.printf("  DOUBLED %s: %s%n", finding.shop(), fault));
      finding.broken().forEach(fault -> out.printf("  BROKEN %s: %s%n", finding.shop(), fault));
    }
    result.letters().forEach(letter -> out.printf("  BROKEN %s%n", letter));
    result.aloud().forEach(fault -> out.printf("  BROKEN %s%n", fault));
    out.printf("  again: system-tests/chaos --seed %d --rounds 1 %s%n", seed, settings.again());
  }
}

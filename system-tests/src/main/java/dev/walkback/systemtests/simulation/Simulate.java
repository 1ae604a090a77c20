package dev.walkback.systemtests.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.walkback.systemtests.simulation.script.Playwright;
import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** Plays histories from the command line, and explains those that fail. */
public final class Simulate {

  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private final Options options;
  private final PrintStream out;

  private Simulate(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] arguments) throws InterruptedException {
    silenceTheServices();
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Simulate(options, System.out).run() ? 0 : 1);
  }

  /** What they log is told by the trace of a history, where somebody wants to know. */
  static void silenceTheServices() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }

  private boolean run() throws InterruptedException {
    if (options.only().isPresent()) {
      Script script = Playwright.write(options.seed()).only(options.only().get());
      return new Explanation(out, Machinery::new).explain(script, options.only().get());
    }
    long begun = System.nanoTime();
    Campaign campaign = new Campaign(options.seed(), options.histories(), Machinery::new);
    Tally tally = watched(campaign);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    new Summary(out, options.verbose()).print(tally, options, took);
    tally.failures().stream()
        .findFirst()
        .ifPresent(failure -> new Explanation(out, Machinery::new).shrinkAndExplain(failure));
    return tally.failures().isEmpty();
  }

  private Tally watched(Campaign campaign) throws InterruptedException {
    CompletableFuture<Tally> running =
        CompletableFuture.supplyAsync(() -> {
          try {
            return campaign.run(options.threads());
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    while (true) {
      try {
        return running.get(PROGRESS.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        out.printf("%,10d of %,d histories%n", campaign.played(), options.histories());
      } catch (ExecutionException e) {
        throw new IllegalStateException("Expected histories, but found " + e.getCause(), e);
      }
    }
  }

  /**
   * What was asked for.
   *
   * @param only the positions of the happenings that are played; empty: all of them, and more than
   *     one history
   */
  record Options(
      long histories, long seed, int threads, boolean verbose, Optional<List<Integer>> only) {

    static Options parse(List<String> arguments) {
      long histories = 10_000;
      long seed = 1;
      int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
      boolean verbose = false;
      Optional<List<Integer>> only = Optional.empty();
      for (int at = 0; at < arguments.size(); at++) {
        String name = arguments.get(at);
        if (name.equals("--verbose")) {
          verbose = true;
          continue;
        }
        if (at + 1 >= arguments.size()) {
          throw unknown(name);
        }
        String value = arguments.get(++at);
        switch (name) {
          case "--histories" -> histories = number(name, value);
          case "--seed" -> seed = number(name, value);
          case "--threads" -> threads = (int) number(name, value);
          case "--only" ->
              only =
                  Optional.of(
                      List.of(value.split(",")).stream()
                          .filter(each -> !each.isBlank())
                          .map(each -> (int) number(name, each))
                          .toList());
          default -> throw unknown(name);
        }
      }
      return new Options(histories, seed, threads, verbose, only);
    }

    private static long number(String name, String value) {
      try {
        return Long.parseLong(value.replace("_", ""));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "Expected a number after %s, but found '%s'".formatted(name, value), e);
      }
    }

    private static IllegalArgumentException unknown(String name) {
      return new IllegalArgumentException(
          "Expected --histories N, --seed S, --threads N, --only POSITIONS (each with a value) or --verbose, but found '%s'"
              .formatted(name));
    }
  }
}

package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.process.JvmProcess;
import dev.walkback.systemtests.process.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** What is done from outside in a round, at a moment that nobody planned. */
sealed interface Blow {

  /** Nothing: the failpoints are enough. */
  record None() implements Blow {}

  /** SIGKILL. */
  record Kill(Service service) implements Blow {}

  /** SIGSTOP, and later SIGCONT: whoever took over meets it again. */
  record Stop(Service service) implements Blow {}

  /** SIGKILL of the broker, and a new one on the same data after a moment. */
  record KillBroker() implements Blow {}

  /** The broker hangs for a while. */
  record StopBroker() implements Blow {}

  /** One of each, in an order that the seed chooses. */
  static List<Blow> allIn(Random random) {
    List<Blow> all =
        new ArrayList<>(
            List.of(
                new None(),
                new Kill(Service.ORCHESTRATOR),
                new Kill(Service.EXECUTOR),
                new Stop(Service.ORCHESTRATOR),
                new Stop(Service.EXECUTOR),
                new KillBroker(),
                new StopBroker()));
    Collections.shuffle(all, random);
    return all;
  }

  /** Strikes, and returns when everybody who can go on may go on. */
  default void strike(Stage stage, Reaper reaper, Duration stop) {
    switch (this) {
      case None() -> {}
      case Kill(Service service) -> reaper.kill(service);
      case Stop(Service service) -> {
        reaper.note(service.title(), "stopped for " + stop.toSeconds() + " s");
        hang(stage.fleet().of(service).process(), stop);
      }
      case KillBroker() -> {
        reaper.note("broker", "killed from outside");
        stage.broker().process().kill();
        stage.broker().restart();
      }
      case StopBroker() -> {
        reaper.note("broker", "stopped for " + stop.toSeconds() + " s");
        hang(stage.broker().process(), stop);
      }
    }
  }

  private static void hang(JvmProcess process, Duration stop) {
    if (!process.isAlive()) {
      return; // a failpoint was faster
    }
    process.freeze();
    LockSupport.parkNanos(stop.toNanos());
    process.thaw();
  }
}

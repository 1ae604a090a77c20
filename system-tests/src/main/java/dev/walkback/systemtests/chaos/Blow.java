package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.process.JvmProcess;
import dev.walkback.systemtests.process.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What is done from outside in a round, at a moment that nobody planned. */
sealed interface Blow {

  /** Nothing: the failpoints are enough. */
  record None() implements Blow {}

  /** SIGKILL. */
  record Kill(Service service) implements Blow {}

  /** SIGSTOP, and later SIGCONT: whoever took over meets it again. */
  record Stop(Service service) implements Blow {}

  /** SIGKILL of the broker, and at once a new one on the same data. */
  record KillBroker() implements Blow {}

  /** The broker ends in order, and comes back. */
  record RestartBroker() implements Blow {}

  /** The broker hangs for a while. */
  record StopBroker() implements Blow {}

  /** One of each. */
  static List<Blow> all() {
    return List.of(
        new Kill(Service.ORCHESTRATOR),
        new KillBroker(),
        new Stop(Service.EXECUTOR),
        new None(),
        new Stop(Service.ORCHESTRATOR),
        new RestartBroker(),
        new Kill(Service.EXECUTOR),
        new StopBroker());
  }

  /** Seeds that follow one another go through all of them. */
  static Blow of(long seed) {
    List<Blow> all = all();
    return all.get(Math.floorMod(seed, all.size()));
  }

  /** As a table tells it. */
  default String title() {
    return switch (this) {
      case None() -> "failpoints only";
      case Kill(Service service) -> "kill -9 " + service.title();
      case Stop(Service service) -> "stop " + service.title();
      case KillBroker() -> "kill -9 broker";
      case RestartBroker() -> "restart broker";
      case StopBroker() -> "stop broker";
    };
  }

  /**
   * Strikes, and returns when everybody who can go on may go on.
   *
   * @param which of several instances, as any number
   */
  default void strike(Stage stage, Reaper reaper, Duration stop, int which) {
    switch (this) {
      case None() -> {}
      case Kill(Service service) -> reaper.kill(stage.fleet().of(service, which));
      case Stop(Service service) -> {
        reaper.note(service.title(), "stopped for " + stop.toSeconds() + " s");
        hang(stage.fleet().of(service, which).process(), stop);
      }
      case KillBroker() -> {
        reaper.note("broker", "killed from outside");
        stage.broker().process().kill();
        stage.broker().restart();
      }
      case RestartBroker() -> {
        reaper.note("broker", "restarted");
        stage.broker().process().close();
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

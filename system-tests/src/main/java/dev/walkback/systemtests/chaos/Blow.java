package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.process.JvmProcess;
import dev.walkback.systemtests.process.Service;
import dev.walkback.systemtests.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What is done from outside in a round, at a moment that nobody planned. */
sealed interface Blow {

  Duration PATIENCE = Duration.ofMinutes(2);
  Duration LOOK = Duration.ofMillis(100);

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
   * @param stop how long whoever is stopped hangs
   * @param which of several instances, as any number
   */
  default void strike(Stage stage, Reaper reaper, Duration stop, int which) {
    switch (this) {
      case None() -> {}
      case Kill(Service service) -> reaper.kill(awake(stage, service, which));
      case Stop(Service service) -> {
        JvmProcess victim = frozen(stage, service, which);
        reaper.note(service.title(), stopped(stop));
        LockSupport.parkNanos(stop.toNanos());
        victim.thaw();
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
        reaper.note("broker", stopped(stop));
        stage.broker().process().freeze();
        LockSupport.parkNanos(stop.toNanos());
        stage.broker().process().thaw();
      }
    }
  }

  /** Who lies dead at a failpoint, or only begins, is waited for: a blow is to hit somebody. */
  private static ServiceProcess awake(Stage stage, Service service, int which) {
    ServiceProcess victim = stage.fleet().of(service, which);
    await(victim).until(victim::isReady);
    return victim;
  }

  private static JvmProcess frozen(Stage stage, Service service, int which) {
    ServiceProcess victim = stage.fleet().of(service, which);
    await(victim).until(() -> victim.isReady() && victim.process().freezeIfAlive());
    return victim.process();
  }

  private static ConditionFactory await(ServiceProcess victim) {
    return Awaitility.await(victim.instance() + " to be there for a blow")
        .atMost(PATIENCE)
        .pollInterval(LOOK);
  }

  private static String stopped(Duration stop) {
    return "stopped for %d s".formatted(stop.toSeconds());
  }
}

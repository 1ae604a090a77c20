package dev.walkback.systemtests.chaos;

import dev.walkback.chassis.Failpoint;
import dev.walkback.systemtests.process.Fleet;
import dev.walkback.systemtests.process.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Starts again whatever has died, and keeps a list of it. A new life may be told where to end. */
final class Reaper implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(10);

  private final Fleet fleet;
  private final Fates fates;
  private final List<Kill> kills = new CopyOnWriteArrayList<>();
  private final Map<ServiceProcess, String> expected = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * One death.
   *
   * @param how the failpoint, or what was done from outside
   */
  record Kill(String who, String how, Instant at) {}

  private Reaper(Fleet fleet, Fates fates) {
    this.fleet = fleet;
    this.fates = fates;
    this.thread = Thread.ofPlatform().name("reaper").daemon(true).unstarted(this::run);
  }

  /** Starts watching; the fleet is to be started by {@code start}. */
  static Reaper over(Fleet fleet, Fates fates) {
    var reaper = new Reaper(fleet, fates);
    reaper.thread.start();
    return reaper;
  }

  /** All deaths so far. */
  List<Kill> kills() {
    return List.copyOf(kills);
  }

  /** Notes what was done to somebody who is no service. */
  void note(String who, String how) {
    kills.add(new Kill(who, how, Instant.now()));
  }

  /** SIGKILL at a moment of ours. */
  void kill(ServiceProcess victim) {
    synchronized (this) {
      expected.put(victim, "killed from outside");
    }
    victim.process().kill();
  }

  /**
   * All at once, as in a power cut, so that the lives of a round are those that its seed chooses.
   */
  synchronized void beginRound(long seed) {
    fates.begin(seed);
    killAll("killed with all others");
  }

  /** All at once, and whoever is started from now on lives. */
  synchronized void beginRest() {
    fates.rest();
    killAll("killed at rest");
  }

  private void killAll(String how) {
    for (ServiceProcess each : fleet.all()) {
      expected.put(each, how);
      each.process().kill();
    }
  }

  private void run() {
    while (!closed) {
      fleet.all().stream().filter(each -> !each.process().isAlive()).forEach(this::revive);
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private synchronized void revive(ServiceProcess dead) {
    if (closed) {
      return;
    }
    String how = expected.remove(dead);
    kills.add(new Kill(dead.service().title(), how == null ? byItself(dead) : how, Instant.now()));
    dead.start(fates.told(dead.service()));
  }

  private String byItself(ServiceProcess dead) {
    Optional<Failpoint> at = failpoint(dead);
    at.ifPresent(point -> fates.died(dead.service(), point));
    return at.map(Failpoint::title).orElseGet(() -> "died by itself, see " + dead.log());
  }

  private static Optional<Failpoint> failpoint(ServiceProcess dead) {
    String said = String.join("\n", dead.process().printed());
    return Arrays.stream(Failpoint.values())
        .filter(point -> said.contains("halted at failpoint=" + point.title()))
        .findFirst();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}

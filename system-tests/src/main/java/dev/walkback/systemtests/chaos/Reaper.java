package dev.walkback.systemtests.chaos;

import dev.walkback.systemtests.process.Fleet;
import dev.walkback.systemtests.process.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Starts again whatever has died, and keeps a list of it. A new life may be told where to end. */
final class Reaper implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(10);

  private final Fleet fleet;
  private final Deaths deaths;
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

  private Reaper(Fleet fleet, Deaths deaths) {
    this.fleet = fleet;
    this.deaths = deaths;
    this.thread = Thread.ofPlatform().name("reaper").daemon(true).unstarted(this::run);
  }

  /** Starts watching; the fleet is to be started by {@code start}. */
  static Reaper over(Fleet fleet, Deaths deaths) {
    var reaper = new Reaper(fleet, deaths);
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
  void killAll(long seed) {
    synchronized (this) {
      deaths.begin(seed);
      for (ServiceProcess each : fleet.all()) {
        expected.put(each, "killed with all others");
        each.process().kill();
      }
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
    kills.add(new Kill(dead.service().title(), how == null ? ownWords(dead) : how, Instant.now()));
    dead.start(deaths.told(dead.service()));
  }

  private static String ownWords(ServiceProcess dead) {
    return dead.process().printed().reversed().stream()
        .filter(line -> line.contains("halted at failpoint="))
        .map(line -> line.replaceAll(".*failpoint=([a-z-]+).*", "$1"))
        .findFirst()
        .orElse("died by itself, see " + dead.log());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}

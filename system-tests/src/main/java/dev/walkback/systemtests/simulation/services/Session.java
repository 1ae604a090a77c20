package dev.walkback.systemtests.simulation.services;

import dev.walkback.systemtests.simulation.world.Life;

/** One process's time with one partition. */
public final class Session {

  private final Fleet fleet;
  private final int slot;
  private final int partition;
  private final Life life;
  private boolean leaving;

  Session(Fleet fleet, int slot, int partition, Life life) {
    this.fleet = fleet;
    this.slot = slot;
    this.partition = partition;
    this.life = life;
  }

  public Fleet fleet() {
    return fleet;
  }

  /** Which of the service's processes. */
  public int slot() {
    return slot;
  }

  public int partition() {
    return partition;
  }

  /** What is planned under it ends with it. */
  public Life life() {
    return life;
  }

  /** Whether the broker takes its word for this partition. */
  public boolean isCurrent() {
    return !life.isDead() && fleet.current(partition) == this;
  }

  /** Nothing new is begun, because somebody else takes over. */
  public boolean isLeaving() {
    return leaving;
  }

  void leave() {
    leaving = true;
  }

  /** Whether it goes on after a time in which it stood still. */
  public boolean isThawed() {
    return life.frozenUntil() > 0;
  }

  /** The whole process ends here, and comes back later. */
  public void crash(long downtime) {
    fleet.crash(slot, downtime);
  }
}

package dev.walkback.systemtests.simulation.services;

import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Life;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one service, and which of them has which partition. One that dies or freezes
 * loses its partitions once that is noticed; one that froze goes on for a moment before it notices.
 */
public final class Fleet {

  private static final int SLOTS = 2;
  private static final long MOMENT = 300;
  private static final long PATIENCE = 5_000;

  private final ServiceName name;
  private final Agenda agenda;
  private final Chance chance;
  private final Consumer<Session> begin;
  private final Life[] lives = new Life[SLOTS];
  private final boolean[] members = new boolean[SLOTS];
  private final @Nullable Session[] sessions = new Session[Log.PARTITIONS];
  private int born;

  /**
   * None runs yet.
   *
   * @param begin is told whenever a process gets a partition
   */
  Fleet(ServiceName name, Agenda agenda, Chance chance, Consumer<Session> begin) {
    this.name = name;
    this.agenda = agenda;
    this.chance = chance;
    this.begin = begin;
    for (int slot = 0; slot < SLOTS; slot++) {
      lives[slot] = newLife(slot);
      members[slot] = true;
    }
  }

  public void start() {
    spread();
  }

  @Nullable Session current(int partition) {
    return sessions[partition];
  }

  Life life(int slot) {
    return lives[slot];
  }

  /** All processes die at once, and begin again soon. */
  public void restart() {
    for (int slot = 0; slot < SLOTS; slot++) {
      crash(slot, PATIENCE);
    }
  }

  /** The process is gone with everything that it had not made durable. */
  public void crash(int slot, long downtime) {
    if (lives[slot].isDead()) {
      return;
    }
    lives[slot].die();
    agenda.after(
        chance.between(100, 6_000),
        Life.NATURE,
        () -> {
          members[slot] = !lives[slot].isDead();
          spread();
        });
    agenda.after(
        downtime,
        Life.NATURE,
        () -> {
          lives[slot] = newLife(slot);
          members[slot] = true;
          spread();
        });
  }

  /** The process stands still, and does not know it. */
  public void freeze(int slot, long duration) {
    Life life = lives[slot];
    if (life.isDead()) {
      return;
    }
    long thaw = agenda.now() + duration;
    life.freezeUntil(thaw);
    long noticed = chance.between(1_000, 6_000);
    if (noticed >= duration) {
      return;
    }
    agenda.after(
        noticed,
        Life.NATURE,
        () -> {
          members[slot] = false;
          spread();
        });
    // Its next poll tells it that its partitions are somebody else's.
    agenda.at(
        thaw + chance.between(0, MOMENT),
        Life.NATURE,
        () -> {
          if (lives[slot] == life && !life.isDead()) {
            life.die();
            lives[slot] = newLife(slot);
            members[slot] = true;
            spread();
          }
        });
  }

  /** A partition is handed over in order: what runs may end, or is interrupted. */
  public void rebalance(int partition) {
    Session leaving = sessions[partition];
    if (leaving == null || !leaving.isCurrent() || leaving.isLeaving()) {
      return;
    }
    leaving.leave();
    agenda.after(
        chance.between(0, PATIENCE),
        Life.NATURE,
        () -> {
          if (sessions[partition] == leaving) {
            leaving.life().die();
            int other = (leaving.slot() + 1) % SLOTS;
            assign(partition, isUsable(other) ? other : leaving.slot());
          }
        });
  }

  private void spread() {
    for (int partition = 0; partition < Log.PARTITIONS; partition++) {
      Session session = sessions[partition];
      if (session != null && !session.life().isDead() && members[session.slot()]) {
        continue;
      }
      int preferred = partition % SLOTS;
      int slot = isUsable(preferred) ? preferred : (preferred + 1) % SLOTS;
      assign(partition, slot);
    }
  }

  private boolean isUsable(int slot) {
    return members[slot] && !lives[slot].isDead();
  }

  private void assign(int partition, int slot) {
    if (!isUsable(slot)) {
      sessions[partition] = null;
      return;
    }
    Session session = new Session(this, slot, partition, lives[slot].part("p" + partition));
    sessions[partition] = session;
    begin.accept(session);
  }

  private Life newLife(int slot) {
    return Life.of(name + "-" + slot + "#" + born++);
  }
}

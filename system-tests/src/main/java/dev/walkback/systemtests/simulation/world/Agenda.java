package dev.walkback.systemtests.simulation.world;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The virtual clock and what is to happen when. What is due at one moment happens in an order that
 * the seed decides. Times are milliseconds since the history began.
 */
public final class Agenda {

  /** When every history begins. */
  public static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Chance chance;
  private long now;
  private long sequence;
  private Instant instant = BEGIN;

  public Agenda(Chance chance) {
    this.chance = chance;
  }

  public long now() {
    return now;
  }

  public Instant instant() {
    return instant;
  }

  public static Instant instantOf(long time) {
    return BEGIN.plusMillis(time);
  }

  /** Milliseconds into the history, rounded up: a timer is never early. */
  public static long timeOf(Instant instant) {
    long floor = instant.toEpochMilli();
    boolean whole = Instant.ofEpochMilli(floor).equals(instant);
    return (whole ? floor : floor + 1) - BEGIN.toEpochMilli();
  }

  public void after(long delay, Life life, Runnable action) {
    at(now + delay, life, action);
  }

  public void at(long time, Life life, Runnable action) {
    tasks.add(new Task(Math.max(now, time), chance.below(1 << 20), sequence++, life, action));
  }

  /** Lets the next thing happen; false if there is nothing more. */
  public boolean step() {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      Life life = task.life();
      if (life.isDead()) {
        continue;
      }
      long thaw = life.frozenUntil();
      if (thaw > Math.max(now, task.time())) {
        tasks.add(new Task(thaw, task.order(), task.sequence(), life, task.action()));
        continue;
      }
      advance(task.time());
      task.action().run();
      return true;
    }
    return false;
  }

  private void advance(long time) {
    if (time > now) {
      now = time;
      instant = instantOf(time);
    }
  }

  private record Task(long time, int order, long sequence, Life life, Runnable action)
      implements Comparable<Task> {

    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(time, other.time);
      int byOrder = byTime != 0 ? byTime : Integer.compare(order, other.order);
      return byOrder != 0 ? byOrder : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }
}

package dev.walkback.notifier.outbound;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel's queue of applications that have something to tell, one message at a time, in turn.
 * What is told is looked up only when its turn comes, so it is the newest. A virtual thread runs
 * while there is work; a channel that is slow, limited or out of order holds up no other.
 */
final class Lane {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration AFTER_A_BUG = Duration.ofSeconds(5);

  private final String name;
  private final Function<Entry, Duration> tellOne;
  private final LinkedHashSet<Entry> waiting = new LinkedHashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread runner;
  private long notBeforeNanos = System.nanoTime();
  private boolean stopped;

  /**
   * @param tellOne tells one thing of this application; returns how long the channel must rest
   */
  Lane(String name, Function<Entry, Duration> tellOne) {
    this.name = name;
    this.tellOne = tellOne;
  }

  void submit(Entry entry) {
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      waiting.add(entry);
      if (runner == null) {
        runner = Thread.ofVirtual().name("tell " + name).start(this::run);
      }
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      waiting.clear();
      if (runner != null) {
        runner.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (hasWork()) {
        rest();
        Entry entry = take();
        if (entry != null) {
          Duration rest = tell(entry);
          // From the answer on: a slow call counts as told late, and the chat counts from there.
          notBeforeNanos = System.nanoTime() + rest.toNanos();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A bug in telling one thing must not silence the channel. */
  private Duration tell(Entry entry) {
    try {
      return tellOne.apply(entry);
    } catch (RuntimeException e) {
      log.error("Telling {} about {} failed unexpectedly", name, entry.application(), e);
      submit(entry);
      return AFTER_A_BUG;
    }
  }

  private void rest() throws InterruptedException {
    long nanos = notBeforeNanos - System.nanoTime();
    if (nanos > 0) {
      Thread.sleep(Duration.ofNanos(nanos));
    }
  }

  private boolean hasWork() {
    lock.lock();
    try {
      if (waiting.isEmpty() || stopped) {
        runner = null;
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Entry take() {
    lock.lock();
    try {
      return waiting.isEmpty() ? null : waiting.removeFirst();
    } finally {
      lock.unlock();
    }
  }
}

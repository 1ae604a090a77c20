package dev.walkback.chassis;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of one key in order and of different keys in parallel, each key on a virtual thread of
 * its own while it has work.
 */
final class KeyedExecutor {

  /** Work on one record. Never throws: what it cannot do, it must say elsewhere. */
  interface Task {

    /** Does the work, unless the record belongs to somebody else by now. Always called once. */
    void run();

    PartitionProgress progress();
  }

  private static final int MAX_THREAD_NAME = 80;

  private final String name;
  private final Map<String, Queue<Task>> waiting = new HashMap<>();
  private final Map<Task, Thread> running = new ConcurrentHashMap<>();

  KeyedExecutor(String name) {
    this.name = name;
  }

  synchronized void submit(String key, Task task) {
    Queue<Task> queue = waiting.get(key);
    if (queue != null) {
      queue.add(task);
      return;
    }
    var fresh = new ArrayDeque<Task>();
    fresh.add(task);
    waiting.put(key, fresh);
    Thread.ofVirtual().name(threadName(key)).start(() -> drain(key));
  }

  /** Ends the work of partitions that now belong to somebody else. */
  void interrupt(Set<PartitionProgress> revoked) {
    running.forEach((task, thread) -> {
      if (revoked.contains(task.progress())) {
        thread.interrupt();
      }
    });
  }

  private void drain(String key) {
    for (Task task = next(key); task != null; task = next(key)) {
      running.put(task, Thread.currentThread());
      try {
        task.run();
      } finally {
        running.remove(task);
        boolean _ = Thread.interrupted();
      }
    }
  }

  private String threadName(String key) {
    String full = name + " " + key;
    return full.length() <= MAX_THREAD_NAME ? full : full.substring(0, MAX_THREAD_NAME);
  }

  private synchronized @Nullable Task next(String key) {
    Queue<Task> queue = waiting.get(key);
    Task task = queue == null ? null : queue.poll();
    if (task == null) {
      waiting.remove(key);
    }
    return task;
  }
}

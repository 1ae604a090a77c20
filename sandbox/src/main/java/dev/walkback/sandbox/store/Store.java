package dev.walkback.sandbox.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects and the last {@value #REMEMBERED} changes. One lock guards all of it; {@link #locked}
 * makes several steps one. Objects that it returns are shared: copy before changing.
 */
public final class Store {
  static final int REMEMBERED = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<Kind, NavigableMap<String, ObjectNode>> objects = new EnumMap<>(Kind.class);
  private final ArrayDeque<Change> changes = new ArrayDeque<>();
  private int version = 1;
  private int forgottenUpTo = 1;
  private int wakes;

  public Store() {
    for (Kind kind : Kind.values()) {
      objects.put(kind, new TreeMap<>());
    }
  }

  public <T> T locked(Supplier<T> steps) {
    lock.lock();
    try {
      return steps.get();
    } finally {
      lock.unlock();
    }
  }

  public Optional<ObjectNode> find(Key key) {
    return locked(() -> Optional.ofNullable(of(key.kind()).get(path(key))));
  }

  /** All objects of a kind, in one namespace or, with {@code ""}, in all. */
  public List<ObjectNode> list(Kind kind, String namespace) {
    return locked(() ->
        namespace.isEmpty()
            ? List.copyOf(of(kind).values())
            : List.copyOf(of(kind).subMap(namespace + "/", namespace + "0").values()));
  }

  /** Stores the object under the next version and returns what was stored. */
  public ObjectNode put(Key key, ObjectNode object) {
    return locked(() -> {
      ObjectNode stored = stamped(object);
      ObjectNode before = of(key.kind()).put(path(key), stored);
      Change.Type type = before == null ? Change.Type.ADDED : Change.Type.MODIFIED;
      remember(new Change(type, version, key.kind(), before, stored));
      return stored;
    });
  }

  public void remove(Key key) {
    locked(() -> {
      ObjectNode gone = of(key.kind()).remove(path(key));
      if (gone != null) {
        remember(new Change(Change.Type.DELETED, version + 1, key.kind(), gone, stamped(gone)));
      }
      return true;
    });
  }

  public int version() {
    return locked(() -> version);
  }

  /** Wakes everyone who waits for a change, for instance because the sandbox closes. */
  public void wake() {
    locked(() -> {
      moved.signalAll();
      return true;
    });
  }

  /** The changes of a kind after a version; {@code null} if they are no longer remembered. */
  public @Nullable List<Change> changesAfter(int from, Kind kind) {
    return locked(() -> {
      if (from < forgottenUpTo) {
        return null;
      }
      List<Change> found = new ArrayList<>();
      var newestFirst = changes.descendingIterator();
      while (newestFirst.hasNext()) {
        Change change = newestFirst.next();
        if (change.version() <= from) {
          break;
        }
        if (change.kind() == kind) {
          found.addFirst(change);
        }
      }
      return found;
    });
  }

  /** Where something changed after a version; {@code null} if that is no longer remembered. */
  public @Nullable Set<String> namespacesChangedAfter(int from) {
    return locked(() -> {
      if (from < forgottenUpTo) {
        return null;
      }
      Set<String> found = new HashSet<>();
      var newestFirst = changes.descendingIterator();
      while (newestFirst.hasNext()) {
        Change change = newestFirst.next();
        if (change.version() <= from) {
          break;
        }
        found.add(Meta.home(change.kind(), change.after()));
      }
      return found;
    });
  }

  /** Waits until something has changed after this version, or the time is up, or {@link #wake}. */
  public void awaitChangeAfter(int from, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      int before = wakes;
      while (version <= from && wakes == before && left > 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private ObjectNode stamped(ObjectNode object) {
    ObjectNode stored = object.deepCopy();
    Json.child(stored, "metadata").put("resourceVersion", Integer.toString(++version));
    return stored;
  }

  private void remember(Change change) {
    changes.addLast(change);
    if (changes.size() > REMEMBERED) {
      forgottenUpTo = changes.removeFirst().version();
    }
    moved.signalAll();
  }

  private NavigableMap<String, ObjectNode> of(Kind kind) {
    return objects.computeIfAbsent(kind, k -> new TreeMap<>());
  }

  private static String path(Key key) {
    return key.namespace() + "/" + key.name();
  }
}

package dev.walkback.notifier.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.notifier.core.CorrespondenceStore;
import dev.walkback.notifier.core.CorrespondenceStore.UnavailableException;
import dev.walkback.notifier.core.Style;
import dev.walkback.notifier.core.Telling;
import dev.walkback.notifier.core.Telling.Task;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application's correspondence at work. Two threads change it: the one that takes records in
 * and the one that tells. Saving happens under the lock, so that the newest saved is the newest.
 */
final class Entry {

  private static final Logger log = LoggerFactory.getLogger(Entry.class);

  private final CorrespondenceStore store;
  private final ReentrantLock lock = new ReentrantLock();

  /** Held while something is on its way to the chat. */
  final ReentrantLock telling = new ReentrantLock();

  private Telling current;
  private boolean closed;

  Entry(CorrespondenceStore store, Telling current) {
    this.store = store;
    this.current = current;
  }

  ApplicationId application() {
    return current().correspondence().application();
  }

  Telling current() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  Optional<Task> next(Style style) {
    lock.lock();
    try {
      return closed ? Optional.empty() : current.next(style);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Changes it and keeps the change.
   *
   * @throws UnavailableException if it could not be kept; then it is as before
   */
  void foldAndSave(UnaryOperator<Telling> change) {
    lock.lock();
    try {
      Telling next = change.apply(current);
      if (!next.correspondence().equals(current.correspondence())) {
        store.save(next.correspondence());
      }
      current = next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Changes it because of something that has happened to the outside world. Where that cannot be
   * kept it is still known here, and after a crash the chat itself is asked.
   */
  void note(UnaryOperator<Telling> change) {
    lock.lock();
    try {
      Telling before = current;
      current = change.apply(current);
      if (!current.correspondence().equals(before.correspondence())) {
        store.save(current.correspondence());
      }
    } catch (UnavailableException e) {
      log.warn("What was told about {} is not saved yet: {}", application(), e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  /** Nothing new is told from here; what is on its way is for the caller to wait for. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}

package dev.walkback.notifier.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.notifier.core.CorrespondenceStore;
import dev.walkback.notifier.core.CorrespondenceStore.UnavailableException;
import dev.walkback.notifier.core.Inbox;
import dev.walkback.notifier.core.Rules;
import dev.walkback.notifier.core.Telling;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes audit records in and has them told.
 *
 * <p>How it keeps its promises: a record is folded into the application's correspondence, which
 * holds only the newest state of each message, and that is saved on a compacted topic before the
 * record is acknowledged. So the audit never waits for a chat, memory grows with the number of
 * applications and not with the length of an outage, and after a crash whoever gets the partition
 * reads what is still to be told. Each channel has its own {@link Lane}; trouble in one holds up no
 * other. Where it is not known whether a message arrived (a time-out; a restart before its place
 * was saved) the chat is searched for it before it is posted again.
 *
 * <p>What is left: if an instance loses its partition without being told so, and still posts while
 * the next one searches, a message may stand twice; it is never lost.
 */
public final class Desk implements Inbox, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  /** Longer than one call to a chat may take. */
  private static final Duration LAST_CALL = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final CorrespondenceStore store;
  private final Teller teller;
  private final Function<ApplicationId, Rules> rules;
  private final InstantSource clock;
  private final int attempts;
  private final Map<Integer, Shelf> shelves = new ConcurrentHashMap<>();

  /**
   * @param rules of an application, as they are now
   * @param attempts how often a record is tried, a second apart, while nothing can be saved; the
   *     time must stay below that after which the broker gives the partition to somebody else
   */
  public Desk(
      CorrespondenceStore store,
      Teller teller,
      Function<ApplicationId, Rules> rules,
      InstantSource clock,
      int attempts) {
    this.attempts = attempts;
    this.store = store;
    this.teller = teller;
    this.rules = rules;
    this.clock = clock;
    teller.pending(this::pending);
  }

  @Override
  public void take(int partition, AuditRecord record) {
    for (int attempt = 1; ; attempt++) {
      try {
        takeOnce(partition, record);
        return;
      } catch (UnavailableException e) {
        log.warn("waiting for the broker reason=\"{}\"", e.getMessage());
        if (attempt >= attempts || !pause()) {
          throw e;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void takeOnce(int partition, AuditRecord record) {
    Shelf shelf = shelves.computeIfAbsent(partition, Shelf::new);
    shelf.load();
    Entry entry = shelf.entry(record.application());
    Rules now = rules.apply(record.application());
    entry.foldAndSave(telling -> telling.take(record, now, clock.instant()));
    teller.submit(entry);
  }

  @Override
  public void assigned(Set<Integer> partitions) {
    partitions.forEach(partition -> {
      Shelf shelf = shelves.computeIfAbsent(partition, Shelf::new);
      Thread.ofVirtual().name("load correspondence " + partition).start(shelf::loadWithPatience);
    });
  }

  @Override
  public void revoked(Set<Integer> partitions) {
    partitions.stream()
        .flatMap(partition -> Optional.ofNullable(shelves.remove(partition)).stream())
        .toList()
        .forEach(Shelf::close);
  }

  @Override
  public void close() {
    revoked(Set.copyOf(shelves.keySet()));
    teller.close();
  }

  private long pending() {
    return shelves.values().stream()
        .flatMap(shelf -> shelf.entries.values().stream())
        .filter(teller::hasWork)
        .count();
  }

  /** One partition of the audit, and the applications in it. */
  private final class Shelf {

    private final int partition;
    private final Map<ApplicationId, Entry> entries = new ConcurrentHashMap<>();
    private final ReentrantLock loading = new ReentrantLock();
    private boolean loaded;
    private volatile boolean closed;

    Shelf(int partition) {
      this.partition = partition;
    }

    Entry entry(ApplicationId application) {
      return entries.computeIfAbsent(application, id -> new Entry(store, Telling.none(id)));
    }

    /** Reads once what was remembered, and goes on with what was not told. */
    void load() {
      loading.lock();
      try {
        if (loaded) {
          return;
        }
        store
            .load(partition)
            .forEach(known -> {
              Entry entry = new Entry(store, Telling.resumed(known));
              entries.put(known.application(), entry);
              teller.submit(entry);
            });
        loaded = true;
      } finally {
        loading.unlock();
      }
    }

    void loadWithPatience() {
      while (!closed) {
        try {
          load();
          return;
        } catch (UnavailableException e) {
          log.warn("{}; trying again", e.getMessage());
        }
        if (!pause()) {
          return;
        }
      }
    }

    void close() {
      closed = true;
      entries.values().forEach(Entry::close);
      entries.values().forEach(this::awaitLastCall);
    }

    private void awaitLastCall(Entry entry) {
      try {
        if (entry.telling.tryLock(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
          entry.telling.unlock();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

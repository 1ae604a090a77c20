package dev.walkback.orchestrator.streams;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Applications by their id, and their timers by the moment at which they are due, so that looking
 * for due ones touches no other. The timers are written with their application only; their order is
 * made anew from that when a partition begins.
 */
final class StateStores {

  private static final Comparator<Due> SOONEST_FIRST =
      Comparator.comparing(Due::at).thenComparing(Due::name).thenComparing(Due::application);

  private final KeyValueStore<String, byte[]> applications;
  private final NavigableSet<Due> timers = new TreeSet<>(SOONEST_FIRST);
  private final StateCodec codec;
  private final WarmStates warm = new WarmStates();

  StateStores(KeyValueStore<String, byte[]> applications, StateCodec codec) {
    this.applications = applications;
    this.codec = codec;
  }

  /** A timer whose moment has come. */
  record Due(ApplicationId application, TimerName name, Instant at) {}

  /** Reads everything once; how many rollbacks are live. */
  int load() {
    int live = 0;
    try (KeyValueIterator<String, byte[]> all = applications.all()) {
      while (all.hasNext()) {
        StoredApplication stored = codec.decode(all.next().value);
        live += stored.state().live().isPresent() ? 1 : 0;
        stored.timers().forEach((name, at) -> timers.add(due(stored, name, at)));
      }
    }
    return live;
  }

  StoredApplication find(ApplicationId application) {
    byte[] bytes = applications.get(application.toString());
    return bytes == null
        ? StoredApplication.unknown(application)
        : warm.find(application, bytes).orElseGet(() -> codec.decode(bytes));
  }

  /**
   * Replaces what is stored of an application.
   *
   * @param bytes of what is to be stored
   */
  void replace(StoredApplication before, StoredApplication after, byte[] bytes) {
    ApplicationId application = after.state().application();
    if (!before.timers().equals(after.timers())) { // most inputs leave them as they are
      before.timers().forEach((name, at) -> timers.remove(due(before, name, at)));
      after.timers().forEach((name, at) -> timers.add(due(after, name, at)));
    }
    applications.put(application.toString(), bytes);
    warm.keep(application, bytes, after);
  }

  /** The timers that are due, the longest overdue first, at most so many. */
  List<Due> due(Instant now, int limit) {
    return timers.stream().takeWhile(due -> !due.at().isAfter(now)).limit(limit).toList();
  }

  /** Forgets a timer that its application may not know of any more. */
  void drop(Due timer) {
    timers.remove(timer);
  }

  private static Due due(StoredApplication stored, TimerName name, Instant at) {
    return new Due(stored.state().application(), name, at);
  }
}

package dev.walkback.orchestrator.streams;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Applications by their id, and their timers by the moment at which they are due, so that looking
 * for due ones touches no other.
 */
final class StateStores {

  private static final byte[] PRESENT = {1};
  private static final HexFormat SORTABLE = HexFormat.of();

  private final KeyValueStore<String, byte[]> applications;
  private final KeyValueStore<String, byte[]> timers;
  private final StateCodec codec;
  private final WarmStates warm = new WarmStates();

  StateStores(
      KeyValueStore<String, byte[]> applications,
      KeyValueStore<String, byte[]> timers,
      StateCodec codec) {
    this.applications = applications;
    this.timers = timers;
    this.codec = codec;
  }

  /** A timer whose moment has come. */
  record Due(String row, ApplicationId application, TimerName name, Instant at) {}

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
    for (Map.Entry<TimerName, Instant> timer : before.timers().entrySet()) {
      if (!timer.getValue().equals(after.timers().get(timer.getKey()))) {
        timers.delete(row(application, timer.getKey(), timer.getValue()));
      }
    }
    for (Map.Entry<TimerName, Instant> timer : after.timers().entrySet()) {
      if (!timer.getValue().equals(before.timers().get(timer.getKey()))) {
        timers.put(row(application, timer.getKey(), timer.getValue()), PRESENT);
      }
    }
    applications.put(application.toString(), bytes);
    warm.keep(application, bytes, after);
  }

  /** The timers that are due, the longest overdue first, at most so many. */
  List<Due> due(Instant now, int limit) {
    List<Due> due = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rows = timers.range("", moment(now.plusMillis(1)))) {
      while (rows.hasNext() && due.size() < limit) {
        due.add(read(rows.next().key));
      }
    }
    return due;
  }

  void drop(Due timer) {
    timers.delete(timer.row());
  }

  int countLive() {
    int live = 0;
    try (KeyValueIterator<String, byte[]> all = applications.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        live += codec.decode(row.value).state().live().isPresent() ? 1 : 0;
      }
    }
    return live;
  }

  private static String row(ApplicationId application, TimerName name, Instant at) {
    return moment(at) + "|" + name + "|" + application;
  }

  private static Due read(String row) {
    String[] parts = row.split("\\|", 3);
    return new Due(
        row,
        ApplicationId.parse(parts[2]),
        TimerName.parse(parts[1]),
        Instant.ofEpochMilli(Long.parseLong(parts[0], 16)));
  }

  /** Sorts as text as it does as time. */
  private static String moment(Instant at) {
    return SORTABLE.toHexDigits(Math.max(0, at.toEpochMilli()));
  }
}

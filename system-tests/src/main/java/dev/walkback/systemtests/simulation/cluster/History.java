package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.systemtests.simulation.world.Agenda;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The revisions that a cluster remembers of a workload. One that is used again gets a new number,
 * after a moment; the oldest are forgotten.
 */
final class History {

  private final List<Entry> entries = new ArrayList<>();
  private final int limit;
  private long numbers;

  History(int limit) {
    this.limit = limit;
  }

  /** This content is asked for now; the controller sees that at the second time. */
  void used(Content content, long now, long seenAt) {
    Optional<Entry> known =
        entries.stream().filter(entry -> entry.content.equals(content)).findFirst();
    Entry entry =
        known.orElseGet(() -> {
          Entry added = new Entry(content, now);
          entries.add(added);
          return added;
        });
    entry.formerNumber = entry.numberAt(now);
    entry.number = ++numbers;
    entry.numberedAt = seenAt;
    while (entries.size() > limit) {
      entries.remove(
          entries.stream()
              .filter(old -> old != entry)
              .min(Comparator.comparingLong(old -> old.number))
              .orElseThrow());
    }
  }

  /** Newest number first, as the cluster tells it at this time. */
  List<Revision> at(long now) {
    return entries.stream()
        .filter(entry -> entry.numberAt(now) > 0)
        .sorted(Comparator.comparingLong((Entry entry) -> entry.numberAt(now)).reversed())
        .map(entry ->
            new Revision(
                entry.numberAt(now),
                entry.content.digest(),
                List.of("registry/app:" + entry.content.name()),
                Agenda.instantOf(entry.createdAt)))
        .toList();
  }

  /** What the revisions hold that are still known. */
  Map<ContentDigest, Content> contents() {
    Map<ContentDigest, Content> contents = new HashMap<>();
    entries.forEach(entry -> contents.put(entry.content.digest(), entry.content));
    return contents;
  }

  private static final class Entry {

    private final Content content;
    private final long createdAt;
    private long formerNumber;
    private long number;
    private long numberedAt;

    Entry(Content content, long createdAt) {
      this.content = content;
      this.createdAt = createdAt;
    }

    long numberAt(long now) {
      return now >= numberedAt ? number : formerNumber;
    }
  }
}

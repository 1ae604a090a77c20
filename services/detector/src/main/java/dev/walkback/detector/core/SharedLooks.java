package dev.walkback.detector.core;

import dev.walkback.events.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks at each thing once for all alerts that had arrived by then. Whoever waited in line while
 * somebody looked learns nothing else by looking again: what was released before its alert was seen
 * then. So a storm costs as many looks as there are applications, and not one for each alert.
 *
 * <p>Only what was read is shared; what could not be read is told to the alerts of the same record,
 * and when that is given again, asked anew after a while. Safe to share.
 */
public final class SharedLooks {

  /** However long the line is: what is live now may be told wrong for as long. */
  static final Duration MAX_AGE = Duration.ofMinutes(1);

  /** A cluster that is away is not asked more often for one record. */
  static final Duration IN_VAIN_MAX_AGE = Duration.ofSeconds(3);

  private static final int MAX_KEPT = 2_000;

  private final ClusterView cluster;
  private final InstantSource clock;
  private final Map<Object, Kept> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Kept> eldest) {
          return size() > MAX_KEPT;
        }
      };

  public SharedLooks(ClusterView cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /** The cluster, for the alerts of one record. */
  public ClusterView of(Place place) {
    return new View(place);
  }

  private record Kept(Object answer, Arrived arrived, Instant until) {}

  private record Pod(String namespace, String name) {}

  private final class View implements ClusterView {

    private final Place place;

    View(Place place) {
      this.place = place;
    }

    @Override
    public Owner ownerOf(String namespace, String pod) {
      return (Owner)
          answer(
              new Pod(namespace, pod),
              () -> cluster.ownerOf(namespace, pod),
              owner -> ((Owner) owner).isUnreadable());
    }

    @Override
    @SuppressWarnings("unchecked") // asked for workloads, it is looks that were kept
    public List<Look> look(List<WorkloadRef> workloads) {
      return (List<Look>)
          answer(
              List.copyOf(workloads),
              () -> cluster.look(workloads),
              looks -> Look.anyUnreadable((List<Look>) looks));
    }

    private Object answer(Object question, Supplier<Object> ask, Predicate<Object> inVain) {
      Instant now = clock.instant();
      Optional<Kept> before = find(question, now);
      if (before.isPresent()) {
        return before.get().answer();
      }
      Arrived arrived = place.arrivedByNow().get();
      Object answer = ask.get();
      keep(
          question,
          inVain.test(answer)
              ? new Kept(answer, place.itself(), clock.instant().plus(IN_VAIN_MAX_AGE))
              : new Kept(answer, arrived, now.plus(MAX_AGE)));
      return answer;
    }

    private Optional<Kept> find(Object question, Instant now) {
      synchronized (answers) {
        return Optional.ofNullable(answers.get(question))
            .filter(kept -> kept.arrived().includes(place.partition(), place.offset()))
            .filter(kept -> now.isBefore(kept.until()));
      }
    }
  }

  private void keep(Object question, Kept kept) {
    synchronized (answers) {
      answers.remove(question);
      answers.put(question, kept);
    }
  }
}

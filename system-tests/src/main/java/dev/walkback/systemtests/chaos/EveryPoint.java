package dev.walkback.systemtests.chaos;

import dev.walkback.chassis.Failpoint;
import dev.walkback.systemtests.process.Service;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A plan by which each of the five services dies at each failpoint that it has, so many times. All
 * of them die in the same rounds; the lives of one go through its failpoints one after the other,
 * those first that it died at least often at. A life that did not come to its failpoint before the
 * round was over leaves it to a later one.
 */
final class EveryPoint implements Fates {

  private final int repeats;
  private final int instances;
  private final Map<Place, Integer> deaths = new HashMap<>();
  private final Map<Place, Integer> told = new HashMap<>();
  private final Map<Service, Integer> lives = new EnumMap<>(Service.class);
  private final Map<Service, Random> randoms = new EnumMap<>(Service.class);
  private long seed;
  private boolean resting;

  /** A failpoint of a service. */
  record Place(Service service, Failpoint at) {

    @Override
    public String toString() {
      return service.title() + " " + at.title();
    }
  }

  /**
   * Nobody has died yet.
   *
   * @param seed of the first round
   * @param repeats how often at each failpoint
   * @param instances of those services that there are several of
   */
  EveryPoint(long seed, int repeats, int instances) {
    this.seed = seed;
    this.repeats = repeats;
    this.instances = instances;
  }

  @Override
  public synchronized void begin(long newSeed) {
    seed = newSeed;
    resting = false;
    told.clear();
    lives.clear();
    randoms.clear();
  }

  @Override
  public synchronized void rest() {
    resting = true;
  }

  @Override
  public synchronized Map<String, String> told(Service service) {
    int most = mostDeaths(service) * (Stage.IN_NUMBERS.contains(service) ? instances : 1);
    if (resting || lives.merge(service, 1, Integer::sum) > most) {
      return Map.of();
    }
    return next(service).map(Death::property).orElseGet(Map::of);
  }

  /**
   * In a round, of each instance. A service that is always dead cannot keep its times; for the
   * notifier nobody waits.
   */
  private static int mostDeaths(Service service) {
    return switch (service) {
      case NOTIFIER -> 8;
      case DETECTOR, ORCHESTRATOR, EXECUTOR, VERIFIER, GATEWAY -> 5;
    };
  }

  private Optional<Death> next(Service service) {
    // One each, because who dies first is not the seed's choice.
    Random random =
        randoms.computeIfAbsent(service, each -> new Random(31 * seed + each.title().hashCode()));
    List<Place> open = new ArrayList<>(places(service));
    open.removeIf(place -> expected(place) >= repeats);
    Collections.shuffle(open, random);
    return open.stream()
        .min(Comparator.comparing(EveryPoint::isRare).thenComparingInt(this::expected))
        .map(place -> {
          told.merge(place, 1, Integer::sum);
          return new Death(place.at(), times(place, random));
        });
  }

  /**
   * How often somebody died there, or is about to. What is rare comes to one instance of several,
   * and who that is shows only then: it is told to all.
   */
  private int expected(Place place) {
    return count(deaths, place) + (isRare(place) ? 0 : count(told, place));
  }

  /** Whether it is passed once in a rollback at most, and in some not at all. */
  private static boolean isRare(Place place) {
    return place.at() == Failpoint.BEFORE_DELETE || place.at() == Failpoint.AFTER_DELETE;
  }

  /** First at the first time, so that it is met; then later, while there is much to do. */
  private int times(Place place, Random random) {
    boolean again = count(deaths, place) > 0;
    return again ? 1 + random.nextInt(often(place)) : 1;
  }

  /** How often a place is passed early in a round, at least. */
  private static int often(Place place) {
    return isRare(place) ? 1 : place.service() == Service.ORCHESTRATOR ? 6 : 2;
  }

  @Override
  public synchronized void died(Service service, Failpoint at) {
    Place place = new Place(service, at);
    deaths.merge(place, 1, Integer::sum);
    told.computeIfPresent(place, (_, count) -> count > 1 ? count - 1 : null);
  }

  @Override
  public boolean areMet() {
    return missing().isEmpty();
  }

  /** The failpoints at which nobody has died often enough. */
  synchronized List<Place> missing() {
    return Service.THE_FIVE.stream()
        .flatMap(service -> places(service).stream())
        .filter(place -> count(deaths, place) < repeats)
        .toList();
  }

  private static List<Place> places(Service service) {
    return Fates.of(service).stream().map(at -> new Place(service, at)).toList();
  }

  private static int count(Map<Place, Integer> counts, Place place) {
    return counts.getOrDefault(place, 0);
  }

  /** A row for each failpoint and a column for each service; {@code -} where there is none. */
  synchronized void print(PrintWriter out) {
    out.printf("%n  %-16s", "died at");
    Service.THE_FIVE.forEach(service -> out.printf(" %12s", service.title()));
    out.printf("%n  %s%n", "-".repeat(16 + 13 * Service.THE_FIVE.size()));
    for (Failpoint at : Failpoint.values()) {
      out.printf("  %-16s", at.title());
      for (Service service : Service.THE_FIVE) {
        Place place = new Place(service, at);
        boolean has = Fates.of(service).contains(at);
        out.printf(" %12s", has ? Integer.toString(count(deaths, place)) : "-");
      }
      out.println();
    }
    List<Place> missing = missing();
    if (!missing.isEmpty()) {
      out.printf(
          "%n  NOT MET %d times: %s%n",
          repeats, missing.stream().map(Place::toString).collect(Collectors.joining(", ")));
    }
  }
}

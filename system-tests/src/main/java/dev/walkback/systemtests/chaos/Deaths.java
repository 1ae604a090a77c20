package dev.walkback.systemtests.chaos;

import dev.walkback.chassis.Failpoint;
import dev.walkback.systemtests.process.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where each service is to die next: all of its failpoints in an order that the round's seed
 * chooses, and from the beginning only when each had its turn. So that something gets done, an
 * instance dies so often in a round and then lives.
 */
final class Deaths implements Fates {

  /** In a round, of each instance. */
  private static final int MOST_DEATHS = 2;

  private final int instances;
  private final Map<Service, Integer> drawn = new EnumMap<>(Service.class);
  private final Map<Service, Deque<Failpoint>> waiting = new EnumMap<>(Service.class);
  private final Map<Service, Random> randoms = new EnumMap<>(Service.class);
  private long seed;
  private boolean resting;

  /**
   * Of a first round.
   *
   * @param instances of those services that there are several of
   */
  Deaths(long seed, int instances) {
    this.seed = seed;
    this.instances = instances;
  }

  @Override
  public synchronized void begin(long newSeed) {
    seed = newSeed;
    resting = false;
    drawn.clear();
    randoms.clear();
    waiting.clear();
  }

  @Override
  public synchronized void rest() {
    resting = true;
  }

  @Override
  public boolean areMet() {
    return false;
  }

  /** Where somebody died has no part in where the next one does. */
  @Override
  public void died(Service service, Failpoint at) {}

  /** Nothing where it has died often enough. */
  @Override
  public synchronized Map<String, String> told(Service service) {
    if (resting) {
      return Map.of();
    }
    int most = MOST_DEATHS * (Stage.IN_NUMBERS.contains(service) ? instances : 1);
    boolean enough = drawn.merge(service, 1, Integer::sum) > most;
    return enough ? Map.of() : next(service).property();
  }

  /** The next one of this service, and at which time that it is passed. */
  synchronized Death next(Service service) {
    // One each, because who dies first is not the seed's choice.
    Random random =
        randoms.computeIfAbsent(service, each -> new Random(31 * seed + each.title().hashCode()));
    Deque<Failpoint> left = waiting.computeIfAbsent(service, _ -> new ArrayDeque<>());
    if (left.isEmpty()) {
      List<Failpoint> all = new ArrayList<>(Fates.of(service));
      Collections.shuffle(all, random);
      left.addAll(all);
    }
    Failpoint at = left.removeFirst();
    return new Death(at, 1 + random.nextInt(most(service, at)));
  }

  /** So that it is passed within a round, and seldom more than once. */
  private static int most(Service service, Failpoint at) {
    boolean rare = at == Failpoint.BEFORE_DELETE || at == Failpoint.AFTER_DELETE;
    return switch (service) {
      case ORCHESTRATOR -> 20;
      case NOTIFIER -> 10;
      case EXECUTOR, VERIFIER -> rare ? 1 : 3;
      case DETECTOR, GATEWAY -> 2;
    };
  }
}

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
final class Deaths {

  private static final List<Failpoint> OF_ALL =
      List.of(
          Failpoint.RECEIVED,
          Failpoint.BEFORE_PRODUCE,
          Failpoint.AFTER_PRODUCE,
          Failpoint.BEFORE_COMMIT,
          Failpoint.AFTER_COMMIT);

  /** In a round, of each instance. */
  private static final int MOST_DEATHS = 2;

  private final int instances;
  private final Map<Service, Integer> drawn = new EnumMap<>(Service.class);
  private final Map<Service, Deque<Failpoint>> waiting = new EnumMap<>(Service.class);
  private final Map<Service, Random> randoms = new EnumMap<>(Service.class);
  private long seed;

  /**
   * Of a first round.
   *
   * @param instances of those services that there are several of
   */
  Deaths(long seed, int instances) {
    this.seed = seed;
    this.instances = instances;
  }

  /** A round begins: from now on this seed chooses. */
  synchronized void begin(long newSeed) {
    seed = newSeed;
    drawn.clear();
    randoms.clear();
    waiting.clear();
  }

  /** The failpoints that a service passes in the rollback of a Deployment. */
  static List<Failpoint> of(Service service) {
    List<Failpoint> all = new ArrayList<>(OF_ALL);
    switch (service) {
      case EXECUTOR -> all.addAll(List.of(Failpoint.BEFORE_PATCH, Failpoint.AFTER_PATCH));
      case NOTIFIER -> all.addAll(List.of(Failpoint.BEFORE_POST, Failpoint.AFTER_POST));
      case DETECTOR, ORCHESTRATOR, VERIFIER, GATEWAY -> {}
    }
    return all;
  }

  /** What a new life of this service is told; nothing where it has died often enough. */
  synchronized Map<String, String> told(Service service) {
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
      List<Failpoint> all = new ArrayList<>(of(service));
      Collections.shuffle(all, random);
      left.addAll(all);
    }
    return new Death(left.removeFirst(), 1 + random.nextInt(most(service)));
  }

  /** So that it is passed within a round, and seldom more than once. */
  private static int most(Service service) {
    return switch (service) {
      case ORCHESTRATOR -> 20;
      case NOTIFIER -> 10;
      case EXECUTOR, VERIFIER -> 3;
      case DETECTOR, GATEWAY -> 2;
    };
  }

  /** One planned death. */
  record Death(Failpoint at, int times) {

    Map<String, String> property() {
      return Map.of(Failpoint.PROPERTY, at.title() + ":" + times);
    }
  }
}

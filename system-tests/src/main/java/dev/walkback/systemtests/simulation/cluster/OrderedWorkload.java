package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A StatefulSet: one pod after the other, the last one first, and none is replaced before the one
 * behind it is ready. A broken pod stays until somebody deletes it.
 */
public final class OrderedWorkload extends ModelWorkload {

  private static final long REPLACING = 500;

  private final List<Pod> pods = new ArrayList<>();
  private int born;

  OrderedWorkload(WorkloadRef ref, int historyLimit, Content first, long since) {
    super(ref, historyLimit, first, since);
    for (int ordinal = 0; ordinal < REPLICAS; ordinal++) {
      pods.add(new Pod(first, since, born++));
    }
  }

  @Override
  void leave(long now) {
    settle(now);
  }

  /** Deletes this very pod; false if it is not there any more. */
  boolean delete(String uid, long now) {
    settle(now);
    for (int ordinal = 0; ordinal < REPLICAS; ordinal++) {
      if (uid(pods.get(ordinal)).equals(uid)) {
        pods.set(ordinal, new Pod(template(), now + REPLACING, born++));
        return true;
      }
    }
    return false;
  }

  @Override
  public RolloutState rollout(long now) {
    settle(now);
    int updated = (int) pods.stream().filter(pod -> pod.content().equals(template())).count();
    int ready = (int) pods.stream().filter(p -> Pods.ready(p.content(), p.since(), now)).count();
    boolean seen = observed(now);
    String update = seen ? template().name() : "former";
    return new RolloutState(
        generation(),
        observedGeneration(now),
        REPLICAS,
        REPLICAS,
        updated,
        ready,
        ready,
        "RollingUpdate",
        OptionalInt.empty(),
        seen && updated == REPLICAS && ready == REPLICAS ? update : "current",
        update,
        List.of());
  }

  @Override
  public List<PodFacts> pods(long now) {
    settle(now);
    List<PodFacts> facts = new ArrayList<>();
    for (int ordinal = 0; ordinal < REPLICAS; ordinal++) {
      Pod pod = pods.get(ordinal);
      facts.add(
          Pods.facts(ref().name() + "-" + ordinal, uid(pod), pod.content(), pod.since(), now));
    }
    return facts;
  }

  /** What the controller has done up to now. */
  private void settle(long now) {
    long free = changedAt() + SEEN_AFTER;
    for (int ordinal = REPLICAS - 1; ordinal >= 0 && free <= now; ordinal--) {
      Pod pod = pods.get(ordinal);
      if (!pod.content().equals(template())) {
        if (!Pods.ready(pod.content(), pod.since(), now)) {
          return; // wedged
        }
        pod = new Pod(template(), free + REPLACING, born++);
        pods.set(ordinal, pod);
      }
      if (!pod.content().behaviour().becomesReady()) {
        return;
      }
      free = Math.max(free, pod.since() + pod.content().readyAfter());
    }
  }

  private String uid(Pod pod) {
    return ref().name() + "-uid-" + pod.number();
  }

  private record Pod(Content content, long since, int number) {}
}

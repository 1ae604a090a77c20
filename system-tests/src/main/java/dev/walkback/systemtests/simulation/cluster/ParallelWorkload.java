package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A Deployment or a DaemonSet: new pods come beside the old ones, which go when the new ones are
 * ready. How far that is follows from the time.
 */
public final class ParallelWorkload extends ModelWorkload {

  private Content serving;
  private long servingSince;
  private int changes;

  ParallelWorkload(WorkloadRef ref, int historyLimit, Content first, long since) {
    super(ref, historyLimit, first, since);
    serving = first;
    servingSince = since;
  }

  @Override
  void leave(long now) {
    if (newReady(now) == REPLICAS) {
      serving = template();
      servingSince = podsSince();
    }
    changes++;
  }

  @Override
  public RolloutState rollout(long now) {
    int updated = newPods(now);
    int ready = newReady(now);
    int old = oldPods(now);
    int available = ready + (old > 0 && servingReady(now) ? old : 0);
    return new RolloutState(
        generation(),
        observedGeneration(now),
        REPLICAS,
        ref().kind() == WorkloadKind.DAEMON_SET ? REPLICAS : updated + old,
        updated,
        available,
        ref().kind() == WorkloadKind.DAEMON_SET ? ready : available,
        "RollingUpdate",
        OptionalInt.empty(),
        "",
        "",
        List.of());
  }

  @Override
  public List<PodFacts> pods(long now) {
    List<PodFacts> pods = new ArrayList<>();
    for (int each = 0; each < newPods(now); each++) {
      String name = ref().name() + "-" + changes + "-" + each;
      pods.add(Pods.facts(name, name, template(), podsSince(), now));
    }
    for (int each = 0; each < oldPods(now); each++) {
      String name = ref().name() + "-old-" + changes + "-" + each;
      pods.add(Pods.facts(name, name, serving, servingSince, now));
    }
    return pods;
  }

  private long podsSince() {
    return changedAt() + SEEN_AFTER;
  }

  private int newPods(long now) {
    return now >= podsSince() ? REPLICAS : 0;
  }

  private int newReady(long now) {
    return newPods(now) > 0 && Pods.ready(template(), podsSince(), now) ? REPLICAS : 0;
  }

  /** They stay until the new ones were ready once. */
  private int oldPods(long now) {
    boolean replaced =
        serving.equals(template())
            ? newPods(now) > 0
            : template().behaviour().becomesReady() && now >= podsSince() + template().readyAfter();
    return replaced || changes == 0 ? 0 : REPLICAS;
  }

  private boolean servingReady(long now) {
    return Pods.ready(serving, servingSince, now);
  }
}

package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.systemtests.simulation.cluster.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All of a history that does not follow from the rest.
 *
 * @param asBytes whether every event travels as bytes, and states are stored as bytes
 * @param policies in force from the beginning
 * @param workloads there from the beginning
 */
public record Script(
    long seed,
    boolean asBytes,
    List<RollbackPolicy> policies,
    FleetPolicy fleet,
    List<First> workloads,
    List<Happening> happenings) {

  public Script {
    policies = List.copyOf(policies);
    workloads = List.copyOf(workloads);
    happenings = List.copyOf(happenings);
  }

  /** What a workload ran before anything happened: older contents first. */
  public record First(WorkloadRef workload, int historyLimit, List<Content> contents) {

    public First {
      contents = List.copyOf(contents);
    }
  }

  /** The same with these happenings only, by their positions. */
  public Script only(Collection<Integer> positions) {
    List<Happening> kept = new ArrayList<>();
    for (int position = 0; position < happenings.size(); position++) {
      if (positions.contains(position)) {
        kept.add(happenings.get(position));
      }
    }
    return new Script(seed, asBytes, policies, fleet, workloads, kept);
  }

  /** When the last thing happens that is not Walkback's own. */
  public long lastAt() {
    long last = 0;
    for (Happening happening : happenings) {
      long after =
          switch (happening) {
            case Happening.Kill kill -> kill.downtime();
            case Happening.Freeze freeze -> freeze.duration();
            case Happening.ClusterAway away -> away.duration();
            case Happening.ChatAway away -> away.duration();
            case Happening.Release _,
                Happening.Pause _,
                Happening.Deletion _,
                Happening.Touch _,
                Happening.AlertSent _,
                Happening.CommandGiven _,
                Happening.OperatorReacts _,
                Happening.PolicyPublished _,
                Happening.PolicyWithdrawn _,
                Happening.Rebalance _,
                Happening.Planned _ ->
                0;
          };
      last = Math.max(last, happening.at() + after);
    }
    return last;
  }
}

package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import dev.walkback.systemtests.simulation.script.Happening;
import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the script has in store, for invariants that have to know the truth. Where policies change,
 * the most generous one counts: which of them a service had read, nobody outside can tell.
 */
public final class Intent {

  private static final Duration TIMERS_LATE = Duration.ofSeconds(100);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Map<TriggerId, Instant> expiries = new HashMap<>();
  private final List<RollbackPolicy> policies = new ArrayList<>();
  private final Map<WorkloadRef, ContentDigest> first = new HashMap<>();
  private final List<Happening.ClusterAway> away = new ArrayList<>();
  private final Instant calmFrom;
  private Duration slack = TIMERS_LATE.plus(MINUTE);

  public Intent(Script script) {
    policies.addAll(script.policies());
    script
        .workloads()
        .forEach(each -> first.put(each.workload(), each.contents().getLast().digest()));
    script.happenings().forEach(this::take);
    calmFrom = Agenda.instantOf(script.lastAt());
  }

  private void take(Happening happening) {
    switch (happening) {
      case Happening.CommandGiven given ->
          expiries.put(new TriggerId(given.id()), given.command().expiresAt());
      case Happening.PolicyPublished published -> policies.add(published.policy());
      case Happening.ClusterAway each -> away.add(each);
      case Happening.Planned(Fault fault) -> slack = slack.plusMillis(millis(fault));
      case Happening.Release _,
          Happening.Pause _,
          Happening.Deletion _,
          Happening.Touch _,
          Happening.AlertSent _,
          Happening.OperatorReacts _,
          Happening.PolicyWithdrawn _,
          Happening.Kill _,
          Happening.Freeze _,
          Happening.Rebalance _,
          Happening.ChatAway _ -> {}
    }
  }

  private static long millis(Fault fault) {
    return switch (fault) {
      case Fault.Crash crash -> crash.downtime() + 10_000;
      case Fault.Lag lag -> lag.millis();
      case Fault.Duplicate duplicate -> duplicate.after() * duplicate.times();
      case Fault.Api _, Fault.ChatFails _, Fault.EvidenceHangs _, Fault.HoldsUnknown _ -> 5_000;
    };
  }

  Instant expiry(TriggerId command) {
    return expiries.getOrDefault(command, Instant.MAX);
  }

  Duration triggerMaxAge(ApplicationId application) {
    return greatest(application, Limits::triggerMaxAge);
  }

  /** Where any of its policies may be the one that was read. */
  Duration shortestTriggerMaxAge(ApplicationId application) {
    return policies.stream()
        .filter(policy -> policy.application().equals(application))
        .map(policy -> policy.limits().triggerMaxAge())
        .min(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  Duration releaseWindow(ApplicationId application) {
    return greatest(application, Limits::releaseWindow);
  }

  /** When the last thing happened that was not planned for an occasion. */
  Instant calmFrom() {
    return calmFrom;
  }

  /** How much later everything may be for what goes wrong on its occasion. */
  Duration slack() {
    return slack;
  }

  /** Whether the cluster was away from the one moment to the other. */
  boolean away(Instant from, Instant to) {
    return away.stream()
        .anyMatch(each ->
            Agenda.instantOf(each.at()).isBefore(from)
                && Agenda.instantOf(each.at() + each.duration()).isAfter(to));
  }

  /** Whether a workload asked for this content at any moment from the one to the other. */
  boolean wasLive(
      WorkloadRef workload, ContentDigest content, Instant from, Instant to, Chronicle seen) {
    ContentDigest live = first.get(workload);
    boolean was = false;
    for (ClusterWrite write : seen.writes(workload)) {
      if (write.at().isAfter(to)) {
        break;
      }
      // What is left at this very moment was live at it.
      was |= !write.at().isBefore(from) && content.equals(live);
      live = write.after().digest();
    }
    return was || content.equals(live);
  }

  private Duration greatest(ApplicationId application, Function<Limits, Duration> limit) {
    return policies.stream()
        .filter(policy -> policy.application().equals(application))
        .map(policy -> limit.apply(policy.limits()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}

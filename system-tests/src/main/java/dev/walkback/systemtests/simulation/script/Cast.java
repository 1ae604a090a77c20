package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.cluster.Content.Behaviour;
import dev.walkback.systemtests.simulation.world.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who plays: applications with their policies, workloads, and what those can be asked to run. */
final class Cast {

  static final String NAMESPACE = "shop";

  private static final List<Behaviour> BAD =
      List.of(
          Behaviour.CRASHES,
          Behaviour.CRASHES,
          Behaviour.CRASHES,
          Behaviour.ERRORS,
          Behaviour.CRASHES_LATER,
          Behaviour.PENDING);

  private final Chance chance;
  private final Map<ApplicationId, List<WorkloadRef>> applications = new HashMap<>();
  private final List<ApplicationId> names = new ArrayList<>();
  private final Map<WorkloadRef, List<Content>> contents = new HashMap<>();
  private final Rails rails;
  private int versions;

  Cast(Chance chance, int count) {
    this.chance = chance;
    this.rails = new Rails(chance.fork());
    for (int each = 0; each < count; each++) {
      ApplicationId name = new ApplicationId(NAMESPACE, "app-" + each);
      names.add(name);
      int workloads = chance.oneIn(3) ? 2 : 1;
      String prefix = "w" + each + "-";
      applications.put(
          name, IntStream.range(0, workloads).mapToObj(i -> workload(prefix + i)).toList());
    }
  }

  List<ApplicationId> names() {
    return names;
  }

  List<WorkloadRef> workloads(ApplicationId application) {
    return applications.getOrDefault(application, List.of());
  }

  /** Everything that this workload ever ran in this history. */
  List<Content> contents(WorkloadRef workload) {
    return contents.computeIfAbsent(workload, _ -> new ArrayList<>());
  }

  List<Script.First> firsts() {
    List<Script.First> firsts = new ArrayList<>();
    for (ApplicationId name : names) {
      for (WorkloadRef workload : workloads(name)) {
        int count = chance.oneIn(8) ? 1 : 1 + chance.below(3);
        for (int each = 0; each < count; each++) {
          Behaviour behaviour = chance.oneIn(8) ? Behaviour.CRASHES_LATER : Behaviour.GOOD;
          boolean bad = each < count - 1 && chance.oneIn(6);
          release(workload, bad ? Behaviour.CRASHES : behaviour);
        }
        firsts.add(
            new Script.First(workload, chance.oneIn(6) ? 2 : 10, List.copyOf(contents(workload))));
      }
    }
    return firsts;
  }

  FleetPolicy fleet() {
    return rails.fleet();
  }

  /** A content that was never there. Some of the good ones stumble. */
  Content release(WorkloadRef workload, Behaviour behaviour) {
    long readyAfter = chance.between(500, 6_000);
    boolean stumbles = behaviour == Behaviour.GOOD && readyAfter % 6 == 0;
    Content content =
        Content.of(
            workload.name() + "-v" + versions++,
            stumbles ? Behaviour.STUMBLES : behaviour,
            readyAfter);
    contents(workload).add(content);
    return content;
  }

  Behaviour bad() {
    return chance.of(BAD);
  }

  RollbackPolicy policy(ApplicationId application, List<WorkloadRef> workloads) {
    List<HealthCheck> checks =
        chance.oneIn(2)
            ? List.of(
                new HealthCheck.OfService(
                    "home", NAMESPACE, application.name(), 80, "/", 200, Map.of()))
            : List.of();
    return new RollbackPolicy(
            application,
            ContentDigest.of("policy " + application + chance.between(0, Long.MAX_VALUE - 1)),
            workloads,
            new AlertMatch(List.of(), Map.of()),
            checks,
            limits(),
            chance.oneIn(6) ? Optional.empty() : Optional.of("#incidents"))
        .guardedBy(rails.draw());
  }

  private Limits limits() {
    return new Limits(
        seconds(30, 300, 3600),
        seconds(60, 300, 1200),
        seconds(5, 15, 30, 60),
        seconds(20, 60, 150),
        seconds(0, 10, 30),
        seconds(5, 10),
        seconds(0, 0, 30, 300),
        Duration.ofMillis(chance.of(List.of(0L, 0L, 1_000L, 3_000L))));
  }

  private Duration seconds(long... choices) {
    return Duration.ofSeconds(choices[chance.below(choices.length)]);
  }

  private WorkloadRef workload(String name) {
    int drawn = chance.below(8);
    WorkloadKind kind =
        drawn == 0
            ? WorkloadKind.DAEMON_SET
            : drawn <= 2 ? WorkloadKind.STATEFUL_SET : WorkloadKind.DEPLOYMENT;
    return new WorkloadRef(kind, NAMESPACE, name);
  }
}

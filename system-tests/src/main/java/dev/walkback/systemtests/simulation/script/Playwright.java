package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.trigger.Alert;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.cluster.Content.Behaviour;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws a script from a seed: first what a rollback is about, a release that goes bad and somebody
 * who says so; then whatever else people do; then what goes wrong. Much of it comes close together,
 * for that is where systems break.
 */
public final class Playwright {

  private static final ApplicationId UNKNOWN = new ApplicationId(Cast.NAMESPACE, "nobody");

  private static final List<Scenario> SCENARIOS = List.of(Scenario.values());

  private final long seed;
  private final Chance chance;
  private final Cast cast;
  private final List<Happening> happenings = new ArrayList<>();
  private final List<Long> moments = new ArrayList<>();
  private final List<Happening.AlertSent> alerts = new ArrayList<>();
  private final List<Happening.CommandGiven> commands = new ArrayList<>();
  private int drawn;

  private Playwright(long seed) {
    this.seed = seed;
    this.chance = new Chance(seed);
    this.cast = new Cast(chance.fork(), chance.oneIn(16) ? 5 : 1 + chance.below(2));
  }

  /** The same for the same seed. */
  public static Script write(long seed) {
    return new Playwright(seed).write();
  }

  private Script write() {
    List<Script.First> firsts = cast.firsts();
    List<RollbackPolicy> policies =
        cast.names().stream().map(name -> cast.policy(name, cast.workloads(name))).toList();
    boolean storm = cast.names().size() > 3;
    for (ApplicationId application : cast.names()) {
      trouble(application, storm ? 10_000 : 5_000 + chance.below(30_000));
    }
    switch (chance.below(8)) {
      case 0 -> encore();
      case 1 -> blind();
      default -> {}
    }
    int acts = chance.below(8);
    for (int each = 0; each < acts; each++) {
      act();
    }
    happenings.addAll(new Operators(chance.fork()).draw());
    happenings.addAll(new Mishaps(chance.fork(), moments).draw());
    return new Script(seed, chance.oneIn(24), policies, cast.fleet(), firsts, happenings);
  }

  /** A release goes bad, and somebody says so. */
  private void trouble(ApplicationId application, long at) {
    for (WorkloadRef workload : cast.workloads(application)) {
      if (!chance.oneIn(4)) {
        Behaviour behaviour = chance.oneIn(12) ? Behaviour.GOOD : cast.bad();
        happenings.add(new Happening.Release(at, workload, cast.release(workload, behaviour)));
      }
    }
    long said = at + chance.between(500, 20_000);
    moments.add(said);
    if (chance.oneIn(4)) {
      command(application, said);
    } else {
      alert(application, said);
      while (chance.oneIn(3)) {
        repeat(said);
      }
    }
  }

  /** The same trouble a second time, soon, while echoes of the first are still on their way. */
  private void encore() {
    ApplicationId application = chance.of(cast.names());
    for (WorkloadRef workload : cast.workloads(application)) {
      again(application, workload, chance.of(moments) + chance.between(2_000, 50_000));
    }
    Topic topic = chance.of(List.of(Topics.EXECUTIONS, Topics.EXECUTION_OUTCOMES));
    int most = 1 + cast.names().size();
    for (int nth = 1; nth <= most; nth++) {
      happenings.add(
          new Happening.Planned(new Fault.Duplicate(topic, nth, chance.between(400, 4_000), 12)));
    }
  }

  /** The cluster goes away when it is needed, and the alerts go on. */
  private void blind() {
    ApplicationId application = chance.of(cast.names());
    long at = chance.of(moments) + chance.below(300);
    happenings.add(new Happening.ClusterAway(at, chance.between(30_000, 120_000)));
    alert(application, at + chance.between(5_000, 60_000));
    alert(application, at + chance.between(30_000, 60_000));
  }

  private void act() {
    ApplicationId application = chance.of(cast.names());
    WorkloadRef workload = chance.of(cast.workloads(application));
    long at = moment();
    switch (chance.below(16)) {
      case 0, 1 ->
          happenings.add(
              new Happening.Release(
                  at,
                  workload,
                  cast.release(workload, chance.oneIn(2) ? Behaviour.GOOD : cast.bad())));
      case 2, 3, 4 ->
          happenings.add(new Happening.Release(at, workload, chance.of(cast.contents(workload))));
      case 5 -> {
        happenings.add(new Happening.Pause(at, workload, true));
        happenings.add(new Happening.Pause(at + chance.between(1_000, 60_000), workload, false));
      }
      case 6 -> happenings.add(new Happening.Touch(at, workload));
      case 7 -> {
        if (chance.oneIn(3)) {
          happenings.add(new Happening.Deletion(at, workload));
        }
      }
      case 8, 9 -> alert(chance.oneIn(8) ? UNKNOWN : application, at);
      case 10 -> repeat(at);
      case 11, 12, 13 -> command(chance.oneIn(10) ? UNKNOWN : application, at);
      case 14 -> again(application, workload, at);
      default -> policy(application, at);
    }
  }

  /** The bad release comes back soon after it was rolled away from, and somebody says so again. */
  private void again(ApplicationId application, WorkloadRef workload, long at) {
    List<Content> contents = cast.contents(workload);
    happenings.add(new Happening.Release(at, workload, contents.getLast()));
    long said = at + chance.between(200, 5_000);
    if (chance.oneIn(2)) {
      command(application, said);
    } else {
      alert(application, said);
    }
  }

  private void policy(ApplicationId application, long at) {
    if (chance.oneIn(3)) {
      happenings.add(new Happening.PolicyWithdrawn(at, application));
      return;
    }
    List<WorkloadRef> workloads = cast.workloads(application);
    List<WorkloadRef> some = chance.oneIn(3) ? List.of(workloads.getFirst()) : workloads;
    happenings.add(new Happening.PolicyPublished(at, cast.policy(application, some)));
  }

  private void alert(ApplicationId application, long at) {
    long began = at - (chance.oneIn(10) ? chance.between(60_000, 2_000_000) : chance.below(5_000));
    if (chance.oneIn(30)) {
      began = at + 300_000;
    }
    var alert =
        new Alert(
            Alert.Status.FIRING,
            "fp-" + drawn++,
            Map.of("alertname", "Errors", "severity", "critical"),
            Map.of("summary", "Errors of " + application),
            Agenda.instantOf(began),
            Optional.empty());
    var sent = new Happening.AlertSent(at, application, alert);
    alerts.add(sent);
    happenings.add(sent);
  }

  /** The same alert again, or its end. */
  private void repeat(long after) {
    if (alerts.isEmpty()) {
      return;
    }
    Happening.AlertSent before = chance.of(alerts);
    Alert alert = before.alert();
    Alert again =
        new Alert(
            chance.oneIn(4) ? Alert.Status.RESOLVED : Alert.Status.FIRING,
            alert.fingerprint(),
            alert.labels(),
            alert.annotations(),
            alert.startsAt(),
            alert.generatorUrl());
    happenings.add(
        new Happening.AlertSent(
            Math.max(before.at(), after) + chance.below(40_000), before.application(), again));
  }

  private void command(ApplicationId application, long at) {
    if (!commands.isEmpty() && chance.oneIn(6)) {
      Happening.CommandGiven before = chance.of(commands);
      happenings.add(
          new Happening.CommandGiven(
              before.at() + chance.below(20_000), before.id(), before.command()));
      return;
    }
    Optional<Long> revision =
        chance.oneIn(4) ? Optional.of(chance.between(1, 4)) : Optional.empty();
    long expires = chance.oneIn(8) ? chance.between(-60_000, 200) : 60_000;
    var given =
        new Happening.CommandGiven(
            at,
            "command-" + drawn++,
            new Command.RollBack(
                application,
                chance.oneIn(2) ? "ada" : "bob",
                "it looks bad",
                Agenda.instantOf(at + expires),
                revision,
                chance.oneIn(5) ? Optional.of(chance.of(SCENARIOS)) : Optional.empty()));
    commands.add(given);
    happenings.add(given);
    moments.add(at);
  }

  /** Often close to something that matters. */
  private long moment() {
    return !moments.isEmpty() && chance.oneIn(2)
        ? Math.max(0, chance.of(moments) + chance.between(-1_000, 15_000))
        : chance.between(0, 180_000);
  }
}

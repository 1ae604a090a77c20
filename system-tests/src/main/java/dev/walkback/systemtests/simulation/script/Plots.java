package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.cluster.Content.Behaviour;
import dev.walkback.systemtests.simulation.script.Happening.Act;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Fault;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.util.List;

/** Draws what seldom comes together by chance, and is where a rollback is most easily lost. */
final class Plots {

  private final Chance chance;
  private final Cast cast;
  private final Lines lines;

  Plots(Chance chance, Cast cast, Lines lines) {
    this.chance = chance;
    this.cast = cast;
    this.lines = lines;
  }

  /** One of them in every second history. */
  void draw(List<RollbackPolicy> policies) {
    switch (chance.below(20)) {
      case 0, 1 -> encore();
      case 2 -> blind();
      case 3, 4 -> vouchedFor();
      case 5, 6 -> silence();
      case 7 -> condemned();
      case 8, 9, 10, 11 ->
          policies.stream().filter(Plots::asksPeople).findFirst().ifPresent(this::asked);
      default -> {}
    }
  }

  private static boolean asksPeople(RollbackPolicy policy) {
    return !policy.rails().approvals().byScenario().isEmpty()
        || !policy.rails().freezes().isEmpty();
  }

  /** The same trouble a second time, soon, while echoes of the first are still on their way. */
  private void encore() {
    ApplicationId application = chance.of(cast.names());
    for (WorkloadRef workload : cast.workloads(application)) {
      again(application, workload, chance.of(lines.moments()) + chance.between(2_000, 50_000));
    }
    Topic topic = chance.of(List.of(Topics.EXECUTIONS, Topics.EXECUTION_OUTCOMES));
    int most = 1 + cast.names().size();
    for (int nth = 1; nth <= most; nth++) {
      lines.add(
          new Happening.Planned(new Fault.Duplicate(topic, nth, chance.between(400, 4_000), 12)));
      if (chance.oneIn(2)) {
        lines.add(new Happening.Planned(new Fault.EvidenceHangs(nth + 1)));
      }
    }
  }

  /** The bad release comes back soon after it was rolled away from, and somebody says so again. */
  void again(ApplicationId application, WorkloadRef workload, long at) {
    List<Content> contents = cast.contents(workload);
    lines.release(at, workload, contents.getLast());
    long said = at + chance.between(200, 5_000);
    if (chance.oneIn(2)) {
      lines.command(application, said);
    } else {
      lines.alert(application, said);
    }
  }

  /** The cluster goes away when it is needed, and the alerts go on. */
  private void blind() {
    ApplicationId application = chance.of(cast.names());
    long at = chance.of(lines.moments()) + chance.below(300);
    lines.add(new Happening.ClusterAway(at, chance.between(30_000, 120_000)));
    lines.alert(application, at + chance.between(5_000, 60_000));
    lines.alert(application, at + chance.between(30_000, 60_000));
  }

  /** Somebody vouches for what is no better: the way back leads from one bad release to another. */
  private void vouchedFor() {
    ApplicationId application = chance.of(cast.names());
    for (WorkloadRef workload : cast.workloads(application)) {
      cast.contents(workload)
          .forEach(known -> lines.vouch(application, known.digest(), chance.between(0, 1_000)));
      Behaviour bad = chance.oneIn(3) ? Behaviour.CRASHES_LATER : cast.bad();
      Content worse = cast.release(workload, bad);
      lines.release(chance.between(1_000, 3_000), workload, worse);
      lines.vouch(application, worse.digest(), chance.between(0, 4_000));
    }
  }

  /** While a rollback is held, somebody calls its target bad; then it may go on. */
  private void condemned() {
    ApplicationId application = chance.of(cast.names());
    lines.hold(application, chance.between(0, 3_000));
    for (int nth = 1; nth <= 2; nth++) {
      lines.add(
          new Happening.OperatorReacts(
              "Waiting", nth, chance.between(0, 5_000), "eve", Act.CALL_TARGET_BAD));
      lines.add(
          new Happening.OperatorReacts(
              "Waiting", nth, chance.between(4_000, 20_000), "ada", Act.RESUME));
    }
  }

  /** All processes of one service are away at the same time, killed or stopped. */
  private void silence() {
    ServiceName service = chance.of(List.of(ServiceName.values()));
    boolean killed = chance.oneIn(2);
    long at = chance.of(lines.moments()) + chance.between(0, 30_000);
    for (int slot = 0; slot < 2; slot++) {
      long time = chance.between(40_000, 150_000);
      lines.add(
          killed
              ? new Happening.Kill(at, service, slot, time)
              : new Happening.Freeze(at, service, slot, time));
    }
  }

  /** People agree soon, and meanwhile the world moves on, or their word comes to nobody. */
  private void asked(RollbackPolicy policy) {
    if (chance.oneIn(2)) {
      releases(policy.workloads().getFirst());
    } else {
      int nth = chance.oneIn(4) ? 3 : 2;
      long late = chance.between(11_000, 29_000);
      lines.add(new Happening.Planned(new Fault.Lag(Topics.EXECUTIONS, nth, late)));
    }
    for (int nth = 1; nth <= 6; nth++) {
      for (String name : Operators.NAMES) {
        lines.add(
            new Happening.OperatorReacts(
                "AwaitingApproval", nth, chance.between(200, 900), name, Act.APPROVE));
      }
    }
  }

  /** Faster than anybody agrees. */
  private void releases(WorkloadRef workload) {
    long at = chance.of(lines.moments());
    for (int each = 0; each < 40; each++) {
      at += chance.between(200, 900);
      lines.release(at, workload, cast.release(workload, Behaviour.GOOD));
    }
  }
}

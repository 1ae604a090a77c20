package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.systemtests.simulation.cluster.Content.Behaviour;
import dev.walkback.systemtests.simulation.world.Chance;
import java.util.List;

/**
 * Draws a script from a seed: first what a rollback is about, a release that goes bad and somebody
 * who says so; then whatever else people do; then what goes wrong. Much of it comes close together,
 * for that is where systems break.
 */
public final class Playwright {

  private static final ApplicationId UNKNOWN = new ApplicationId(Cast.NAMESPACE, "nobody");

  private final long seed;
  private final Chance chance;
  private final Cast cast;
  private final Lines lines;
  private final Plots plots;

  private Playwright(long seed) {
    this.seed = seed;
    this.chance = new Chance(seed);
    this.cast = new Cast(chance.fork(), chance.oneIn(16) ? 5 : 1 + chance.below(2));
    this.lines = new Lines(chance.fork());
    this.plots = new Plots(chance.fork(), cast, lines);
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
    plots.draw(policies);
    int acts = chance.below(8);
    for (int each = 0; each < acts; each++) {
      act();
    }
    new Operators(chance.fork()).draw().forEach(lines::add);
    new Mishaps(chance.fork(), lines.moments()).draw().forEach(lines::add);
    return new Script(seed, chance.oneIn(24), policies, cast.fleet(), firsts, lines.happenings());
  }

  /** A release goes bad, and somebody says so. */
  private void trouble(ApplicationId application, long at) {
    for (WorkloadRef workload : cast.workloads(application)) {
      if (!chance.oneIn(4)) {
        Behaviour behaviour = chance.oneIn(12) ? Behaviour.GOOD : cast.bad();
        lines.release(at, workload, cast.release(workload, behaviour));
      }
    }
    long said = at + chance.between(500, 20_000);
    lines.moments().add(said);
    if (chance.oneIn(4)) {
      lines.command(application, said);
    } else {
      lines.alert(application, said);
      while (chance.oneIn(3)) {
        lines.repeat(said);
      }
    }
  }

  private void act() {
    ApplicationId application = chance.of(cast.names());
    WorkloadRef workload = chance.of(cast.workloads(application));
    long at = lines.moment();
    switch (chance.below(16)) {
      case 0, 1 ->
          lines.release(
              at, workload, cast.release(workload, chance.oneIn(2) ? Behaviour.GOOD : cast.bad()));
      case 2, 3, 4 -> lines.release(at, workload, chance.of(cast.contents(workload)));
      case 5 -> {
        lines.add(new Happening.Pause(at, workload, true));
        lines.add(new Happening.Pause(at + chance.between(1_000, 60_000), workload, false));
      }
      case 6 -> lines.add(new Happening.Touch(at, workload));
      case 7 -> {
        if (chance.oneIn(3)) {
          lines.add(new Happening.Deletion(at, workload));
        }
      }
      case 8, 9 -> lines.alert(chance.oneIn(8) ? UNKNOWN : application, at);
      case 10 -> lines.repeat(at);
      case 11, 12, 13 -> lines.command(chance.oneIn(10) ? UNKNOWN : application, at);
      case 14 -> plots.again(application, workload, at);
      default -> policy(application, at);
    }
  }

  private void policy(ApplicationId application, long at) {
    if (chance.oneIn(3)) {
      lines.add(new Happening.PolicyWithdrawn(at, application));
      return;
    }
    List<WorkloadRef> workloads = cast.workloads(application);
    List<WorkloadRef> some = chance.oneIn(3) ? List.of(workloads.getFirst()) : workloads;
    lines.add(new Happening.PolicyPublished(at, cast.policy(application, some)));
  }
}

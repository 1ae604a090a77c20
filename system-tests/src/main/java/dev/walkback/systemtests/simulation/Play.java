package dev.walkback.systemtests.simulation;

import dev.walkback.detector.core.ReleaseNews;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.TriggerId;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.trigger.Alert;
import dev.walkback.events.trigger.AlertRaised;
import dev.walkback.systemtests.simulation.cluster.Api;
import dev.walkback.systemtests.simulation.cluster.ModelChat;
import dev.walkback.systemtests.simulation.cluster.ModelCluster;
import dev.walkback.systemtests.simulation.cluster.ModelWorkload;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.invariants.Invariants;
import dev.walkback.systemtests.simulation.invariants.Invariants.Violation;
import dev.walkback.systemtests.simulation.script.Happening;
import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.services.Boards;
import dev.walkback.systemtests.simulation.services.DetectorService;
import dev.walkback.systemtests.simulation.services.ExecutorService;
import dev.walkback.systemtests.simulation.services.Fleet;
import dev.walkback.systemtests.simulation.services.Machinery;
import dev.walkback.systemtests.simulation.services.NotifierService;
import dev.walkback.systemtests.simulation.services.OrchestratorService;
import dev.walkback.systemtests.simulation.services.Stage;
import dev.walkback.systemtests.simulation.services.VerifierService;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Board;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Faults;
import dev.walkback.systemtests.simulation.world.Life;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.ServiceName;
import dev.walkback.systemtests.simulation.world.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One history, from its script to its end or to the first invariant that does not hold. */
public final class Play {

  private static final EventCodec CODEC = new EventCodec();
  private static final long MOST_STEPS = 200_000;

  /** What is said again after one, two and four hours has three chances to be heard and watched. */
  private static final long HOURS = 8;

  private final Script script;
  private final Coverage coverage;
  private final Agenda agenda;
  private final Faults faults = new Faults();
  private final Trace trace;
  private final Log log;
  private final ModelCluster cluster;
  private final Boards boards;
  private final Console console;
  private final Map<ServiceName, Fleet> fleets = new EnumMap<>(ServiceName.class);
  private final DetectorService detector;
  private final boolean looksOut;
  private final Invariants invariants;
  private final Deque<Fact> seen = new ArrayDeque<>();
  private long steps;

  private Play(Script script, Machinery machinery, boolean traced, Coverage coverage) {
    this.script = script;
    this.coverage = coverage;
    Chance chance = new Chance(~script.seed());
    agenda = new Agenda(chance.fork());
    trace = new Trace(traced, agenda);
    log = new Log(script.asBytes(), agenda, faults);
    cluster = new ModelCluster(agenda, write -> see(new Fact.WorkloadWritten(write)));
    var chat = new ModelChat(agenda, faults, message -> see(new Fact.MessagePosted(message)));
    var api = new Api(cluster, agenda, faults, chance.fork());
    boards = new Boards(new Board<>(), new Board<>(), script.fleet());
    var stage =
        new Stage(
            agenda, chance.fork(), log, faults, api, chat, boards, machinery, trace, this::see);
    var notifier = new NotifierService(stage);
    detector = new DetectorService(stage, chance.between(0, 1_500));
    looksOut = chance.oneIn(3);
    if (looksOut) {
      detector.lookOut(chance.between(5_000, 40_000), script.lastAt());
    }
    fleets.put(ServiceName.DETECTOR, detector.fleet());
    fleets.put(
        ServiceName.ORCHESTRATOR, new OrchestratorService(stage, chance.between(0, 1_500)).fleet());
    fleets.put(ServiceName.EXECUTOR, new ExecutorService(stage, cluster).fleet());
    fleets.put(ServiceName.VERIFIER, new VerifierService(stage, cluster).fleet());
    fleets.put(ServiceName.NOTIFIER, notifier.fleet());
    invariants = new Invariants(script, notifier::known);
    console = new Console(script, agenda, invariants.chronicle(), this::command);
  }

  /** The same for the same script. */
  public static Ending of(Script script, Machinery machinery, boolean traced, Coverage coverage) {
    return new Play(script, machinery, traced, coverage).run();
  }

  /**
   * How it ended.
   *
   * @param faults how often each kind struck
   * @param trace what happened, where that was asked for
   */
  public record Ending(
      long steps,
      int rollbacks,
      Map<String, Integer> faults,
      Optional<Violation> violation,
      List<String> trace) {}

  private Ending run() {
    script.policies().forEach(policy -> publish(policy, Long.MIN_VALUE / 2));
    script
        .workloads()
        .forEach(first -> cluster.create(first.workload(), first.historyLimit(), first.contents()));
    script.happenings().forEach(this::plan);
    fleets.values().forEach(Fleet::start);
    Optional<Violation> violation = goOn(Fact.Ended::new).or(this::hoursPass).or(this::beginAgain);
    int rollbacks = invariants.chronicle().tales().size();
    return new Ending(steps, rollbacks, faults.struck(), violation, trace.lines());
  }

  /** Whoever looks out for releases looks some more times, and whatever follows from that. */
  private Optional<Violation> hoursPass() {
    if (!looksOut) {
      return Optional.empty();
    }
    trace.note(() -> "-- hours pass");
    long hour = ReleaseNews.FIRST_PAUSE.toMillis();
    detector.lookOut(hour, agenda.now() + HOURS * hour);
    Map<ApplicationId, Set<ContentDigest>> before = servingWell();
    return goOn(() -> {
      Map<ApplicationId, Set<ContentDigest>> still = servingWell();
      still.entrySet().retainAll(before.entrySet());
      return new Fact.HoursLater(still);
    });
  }

  /** What is live of the applications that are well. */
  private Map<ApplicationId, Set<ContentDigest>> servingWell() {
    long now = agenda.now();
    Map<ApplicationId, Set<ContentDigest>> well = new HashMap<>();
    for (RollbackPolicy policy : boards.policies().at(now).values()) {
      List<ModelWorkload> found =
          policy.workloads().stream().flatMap(each -> cluster.find(each).stream()).toList();
      boolean allWell =
          found.size() == policy.workloads().size()
              && found.stream().allMatch(each -> isWell(each, now));
      if (allWell && !policy.limits().soak().isZero()) {
        well.put(
            policy.application(),
            found.stream().map(each -> each.template().digest()).collect(Collectors.toSet()));
      }
    }
    return well;
  }

  private static boolean isWell(ModelWorkload workload, long now) {
    return workload.servesWellSince(now, now) && !workload.paused();
  }

  /** Nobody is spared, and nothing is left to do. */
  private Optional<Violation> beginAgain() {
    trace.note(() -> "-- all processes begin again");
    see(new Fact.AtRest(log.size()));
    fleets.values().forEach(Fleet::restart);
    return goOn(() -> new Fact.AtRest(log.size()));
  }

  /** Until nothing more happens, which is then seen. */
  private Optional<Violation> goOn(Supplier<Fact> end) {
    Optional<Violation> violation = check();
    while (violation.isEmpty() && agenda.step()) {
      violation = check();
      if (++steps > MOST_STEPS) {
        violation =
            Optional.of(new Violation("EverythingEnds", "A history ends", "It does not end"));
      }
    }
    if (violation.isEmpty()) {
      see(end.get());
      violation = check();
    }
    return violation;
  }

  private void see(Fact fact) {
    seen.add(fact);
  }

  private Optional<Violation> check() {
    for (Fact fact = seen.poll(); fact != null; fact = seen.poll()) {
      if (fact instanceof Fact.AuditWritten(var record, _, _)) {
        coverage.saw(invariants.chronicle().replayed(record.application()), record.entry());
      }
      Optional<Violation> violation = invariants.check(fact);
      console.saw(fact);
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  private void plan(Happening happening) {
    if (happening instanceof Happening.OperatorReacts) {
      return; // the console waits for it
    }
    if (happening instanceof Happening.Planned(var fault)) {
      faults.plan(fault);
      return;
    }
    agenda.at(
        happening.at(),
        Life.NATURE,
        () -> {
          trace.note(() -> "-- " + happening);
          happen(happening);
        });
  }

  private void happen(Happening happening) {
    switch (happening) {
      case Happening.Release release -> cluster.release(release.workload(), release.content());
      case Happening.Pause pause -> cluster.pause(pause.workload(), pause.paused());
      case Happening.Deletion deletion -> cluster.delete(deletion.workload());
      case Happening.Touch touch -> cluster.touch(touch.workload());
      case Happening.AlertSent sent -> alert(sent);
      case Happening.CommandGiven given -> command(given.id(), given.command());
      case Happening.PolicyPublished published -> publish(published.policy(), agenda.now());
      case Happening.PolicyWithdrawn withdrawn ->
          boards.policies().publish(withdrawn.application(), Optional.empty(), agenda.now());
      case Happening.Kill kill -> {
        faults.struck("kill " + kill.service());
        fleet(kill.service()).crash(kill.slot(), kill.downtime());
      }
      case Happening.Freeze freeze -> {
        faults.struck("freeze " + freeze.service());
        fleet(freeze.service()).freeze(freeze.slot(), freeze.duration());
      }
      case Happening.Rebalance rebalance -> {
        faults.struck("rebalance " + rebalance.service());
        fleet(rebalance.service()).rebalance(rebalance.partition());
      }
      case Happening.ClusterAway away -> {
        faults.struck("cluster away");
        faults.clusterAwayUntil(agenda.now() + away.duration());
      }
      case Happening.ChatAway away -> {
        faults.struck("chat away");
        faults.chatAwayUntil(agenda.now() + away.duration());
      }
      case Happening.Planned _, Happening.OperatorReacts _ ->
          throw new IllegalStateException("It waits for its occasion");
    }
  }

  private Fleet fleet(ServiceName name) {
    return Optional.ofNullable(fleets.get(name)).orElseThrow();
  }

  private void publish(RollbackPolicy policy, long at) {
    boards.policies().publish(policy.application(), Optional.of(policy), at);
  }

  private void alert(Happening.AlertSent sent) {
    Alert alert = sent.alert();
    var envelope =
        new Envelope<>(
            alert.fingerprint() + "/" + agenda.now(),
            "/alertmanager",
            agenda.instant(),
            Optional.empty(),
            new AlertRaised(sent.application(), alert));
    if (alert.status() == Alert.Status.FIRING) {
      see(new Fact.TriggerAccepted(alert.id(), sent.application(), Optional.empty()));
    }
    var _ = log.append(Topics.TRIGGERS, envelope, CODEC.encode(envelope));
  }

  private void command(String id, Command command) {
    trace.note(() -> "-- " + command);
    see(new Fact.TriggerAccepted(new TriggerId(id), command.application(), Optional.of(command)));
    log.append(
        Topics.COMMANDS,
        new Envelope<>(id, TriggerId.COMMAND_LINE, agenda.instant(), Optional.empty(), command));
  }
}

package dev.walkback.systemtests.simulation;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.command.Command;
import dev.walkback.events.release.Standing;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.systemtests.simulation.invariants.Chronicle;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.script.Happening;
import dev.walkback.systemtests.simulation.script.Happening.OperatorReacts;
import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Life;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where operators see what rollbacks are doing, and say something about it. */
final class Console {

  private static final long EXPIRES = 60_000;
  private static final List<Box> BOXES = List.of(Box.values());

  private final Agenda agenda;
  private final Chronicle chronicle;
  private final Channel channel;
  private final List<OperatorReacts> reactions = new ArrayList<>();
  private final Map<ApplicationId, String> states = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private int given;

  /** Takes commands to Walkback. */
  @FunctionalInterface
  interface Channel {

    void give(String id, Command command);
  }

  Console(Script script, Agenda agenda, Chronicle chronicle, Channel channel) {
    this.agenda = agenda;
    this.chronicle = chronicle;
    this.channel = channel;
    for (Happening happening : script.happenings()) {
      if (happening instanceof OperatorReacts reaction) {
        reactions.add(reaction);
      }
    }
  }

  void saw(Fact fact) {
    if (reactions.isEmpty() || !(fact instanceof Fact.StateCommitted(var stored))) {
      return;
    }
    ApplicationId application = stored.state().application();
    String state =
        stored.state().live().map(live -> live.getClass().getSimpleName()).orElse("AtRest");
    if (state.equals(states.put(application, state))) {
      return;
    }
    int nth = counts.merge(state, 1, Integer::sum);
    for (OperatorReacts reaction : reactions) {
      if (reaction.nth() == nth && reaction.state().equals(state)) {
        agenda.after(reaction.delay(), Life.NATURE, () -> react(reaction, application));
      }
    }
  }

  private void react(OperatorReacts reaction, ApplicationId application) {
    Optional<Rollback> live = chronicle.replayed(application).live();
    command(reaction, application, live)
        .ifPresent(command -> channel.give("reaction-" + given++, command));
  }

  private Optional<Command> command(
      OperatorReacts reaction, ApplicationId application, Optional<Rollback> live) {
    String by = reaction.issuer();
    String why = "says " + by;
    Instant until = Agenda.instantOf(agenda.now() + EXPIRES);
    return switch (reaction.act()) {
      case APPROVE -> live.flatMap(rollback -> approve(rollback, application, by, until));
      case APPROVE_ANOTHER_PLAN ->
          live.map(rollback ->
              new Command.Approve(
                  application, by, why, until, rollback.id(), ContentDigest.of("another")));
      case REJECT -> live.map(r -> new Command.Reject(application, by, why, until, r.id()));
      case ABORT -> live.map(r -> new Command.Abort(application, by, why, until, r.id()));
      case RETRY -> live.map(r -> new Command.Retry(application, by, why, until, r.id()));
      case SKIP ->
          live.map(r -> new Command.SkipStep(application, by, why, until, r.id(), step(r)));
      case ACKNOWLEDGE ->
          live.map(Rollback::id)
              .or(() -> chronicle.lastThatEnded(application).map(tale -> tale.id()))
              .map(id -> new Command.Acknowledge(application, by, why, until, id));
      case TICK ->
          live.map(Rollback::id)
              .or(() -> chronicle.lastThatEnded(application).map(tale -> tale.id()))
              .map(id -> new Command.TickBox(application, by, why, until, id, someBox()));
      case EXTEND_SOAK ->
          live.map(r ->
              new Command.ExtendSoak(
                  application, by, why, until, r.id(), Agenda.instantOf(agenda.now() + EXPIRES)));
      case END_SOAK -> live.map(r -> new Command.EndSoak(application, by, why, until, r.id()));
      case HOLD -> Optional.of(hold(application, by, until));
      case HOLD_NAMESPACE ->
          Optional.of(hold(ApplicationId.everythingIn(application.namespace()), by, until));
      case HOLD_EVERYTHING -> Optional.of(hold(ApplicationId.EVERYTHING, by, until));
      case RESUME -> Optional.of(new Command.Resume(application, by, why, until));
      case RESUME_NAMESPACE ->
          Optional.of(
              new Command.Resume(
                  ApplicationId.everythingIn(application.namespace()), by, why, until));
      case RESUME_EVERYTHING ->
          Optional.of(new Command.Resume(ApplicationId.EVERYTHING, by, why, until));
      case CALL_TARGET_BAD ->
          target(live)
              .map(target ->
                  correct(application, by, until, target.template(), Standing.QUARANTINED));
      case CALL_LEFT_GOOD ->
          target(live)
              .map(target -> correct(application, by, until, target.from(), Standing.VERIFIED));
      case PLAN ->
          Optional.of(
              new Command.PlanRollback(
                  application, by, why, until, Optional.empty(), Optional.empty()));
    };
  }

  private static Optional<Command> approve(
      Rollback rollback, ApplicationId application, String by, Instant until) {
    return rollback
        .course()
        .plan()
        .filter(_ -> rollback.phase() == Phase.AWAITING_APPROVAL)
        .map(plan ->
            new Command.Approve(
                application, by, "says " + by, until, rollback.id(), plan.digest()));
  }

  private Command hold(ApplicationId scope, String by, Instant until) {
    Optional<Instant> end =
        given % 2 == 0 ? Optional.empty() : Optional.of(Agenda.instantOf(agenda.now() + 20_000));
    return new Command.Hold(scope, by, "wait", until, end);
  }

  /** Those that are left to humans, and those that are not. */
  private Box someBox() {
    return BOXES.get((int) (agenda.now() % BOXES.size()));
  }

  private static Command correct(
      ApplicationId application,
      String by,
      Instant until,
      ContentDigest template,
      Standing standing) {
    return new Command.CorrectStanding(
        application, by, "known to " + by, until, template, standing);
  }

  private static String step(Rollback rollback) {
    return rollback instanceof Rollback.Stuck stuck
        ? stuck.steps().byName().keySet().stream().findFirst().orElse("none")
        : "none";
  }

  private static Optional<Target> target(Optional<Rollback> live) {
    return live.flatMap(rollback -> rollback.story().plan().stream().findFirst());
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.WayBack;
import dev.walkback.orchestrator.core.Saga.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * The state machine as it is in the code: every state is offered every entry, and what it takes is
 * a move. Nobody writes it down twice.
 */
final class Machine {

  static final String AT_REST = "AtRest";

  private static final Instant AT = World.NOON.plusSeconds(60);

  private Machine() {}

  static SequencedSet<Move> legalMoves() {
    SequencedSet<Move> moves = new LinkedHashSet<>();
    for (ApplicationState state : states()) {
      for (AuditEntry entry : entriesFor(state)) {
        takes(state, entry).ifPresent(moves::add);
      }
    }
    return moves;
  }

  private static Optional<Move> takes(ApplicationState state, AuditEntry entry) {
    try {
      ApplicationState next = Fold.evolve(state, entry, AT);
      return Optional.of(new Move(nameOf(state.live()), label(entry), nameOf(next.live())));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  static String nameOf(Optional<Rollback> live) {
    return live.map(rollback -> rollback.getClass().getSimpleName()).orElse(AT_REST);
  }

  /** What is learnt, guarded, held or only shown may come in any state, and leaves it as it is. */
  static boolean movesRollbacks(AuditEntry entry) {
    return switch (entry) {
      case LedgerEntry _, GuardEntry _ -> false;
      case OperatorEntry e -> !OperatorFold.isBesideRollbacks(e);
      default -> true;
    };
  }

  static String label(AuditEntry entry) {
    String name = entry.getClass().getSimpleName();
    return switch (entry) {
      case HumanNeeded human -> name + " " + human.reason();
      case SagaEntry.HelpWanted help -> name + " " + help.reason();
      default -> name;
    };
  }

  /** A state of every kind, and of some kinds several that differ in what they take. */
  static List<ApplicationState> states() {
    List<ApplicationState> states = new ArrayList<>();
    states.add(ApplicationState.unknown(World.SHOP));
    Saga two = Stories.rollingBackTwo().done(World.BACK_FRONTEND);
    states.add(Fold.evolve(two.state(), stepSucceeded(two.state(), World.BACK_BACKEND), AT));
    states.add(planned(Stories.surveying().state()));
    states.add(Stories.ended().state());
    Stories.inEveryState().values().forEach(saga -> states.add(saga.get().state()));
    return states;
  }

  /** A plan is settled, and nothing else was decided yet. */
  private static ApplicationState planned(ApplicationState surveying) {
    return Fold.evolve(surveying, targetsResolved(), AT);
  }

  private static AuditEntry targetsResolved() {
    Target target = new Target(World.BACKEND, 1, World.V1, World.V2);
    var attempt = new Attempt(WayBack.WORKLOAD, 0, Optional.empty(), List.of(target));
    return new AuditEntry.TargetsResolved(
        List.of(target),
        List.of(Stories.BAD_BACKEND),
        Optional.of(
            Plan.of(
                dev.walkback.events.suspicion.Scenario.BAD_DEPLOYMENT,
                List.of(attempt),
                List.of(),
                0)));
  }

  private static List<AuditEntry> entriesFor(ApplicationState state) {
    List<AuditEntry> entries = new ArrayList<>(OfOperators.entriesFor(state));
    var trigger = World.alert("New");
    entries.add(
        new AuditEntry.RollbackStarted(
            World.idOf("New"),
            trigger,
            World.policy(World.BACKEND),
            Optional.empty(),
            state.memory().fence() + 1,
            Optional.empty()));
    entries.add(targetsResolved());
    for (String step : openSteps(state)) {
      entries.add(stepSucceeded(state, step));
      entries.add(
          new SagaEntry.OwnerStepSucceeded(
              step,
              WayBack.HELM,
              new OwnerTarget("production", "shop", "7"),
              ExecutionOutcome.Effect.APPLIED,
              AT,
              Optional.empty()));
      entries.add(new AuditEntry.StepNotTaken(step, Optional.empty(), "away"));
    }
    entries.addAll(sagaEntries(state));
    for (var phase : dev.walkback.events.verification.VerificationOutcome.Phase.values()) {
      entries.add(new AuditEntry.Observed(phase, List.of()));
    }
    entries.add(new AuditEntry.RecoveryAwaited(AT, Optional.empty()));
    entries.add(new AuditEntry.SoakStarted(AT, List.of()));
    entries.add(
        new AuditEntry.RollbackSucceeded(
            Duration.ZERO, List.of(), List.of(ContentDigest.of("bad"))));
    entries.add(new AuditEntry.RollbackFailed("survey", "away"));
    humanNeeded().forEach(entries::add);
    entries.add(
        new AuditEntry.TriggerJoined(
            trigger, state.live().map(Rollback::id).orElse(World.idOf("Other"))));
    entries.add(
        new AuditEntry.TriggerSuppressed(
            trigger, AuditEntry.TriggerSuppressed.Suppression.STALE, "old"));
    return entries;
  }

  private static List<String> openSteps(ApplicationState state) {
    List<String> open = new ArrayList<>();
    state
        .live()
        .ifPresent(live ->
            Moves.stepsOf(live)
                .byName()
                .forEach((name, step) -> {
                  if (step.isOpen()) {
                    open.add(name);
                  }
                }));
    return open.isEmpty() ? List.of(World.BACK_BACKEND) : open;
  }

  private static List<SagaEntry> sagaEntries(ApplicationState state) {
    Optional<Course> course = state.live().map(Rollback::course);
    int attempt = course.map(Course::attempt).orElse(0);
    int round = course.map(Course::round).orElse(0) + 1;
    List<SagaEntry> entries = new ArrayList<>();
    entries.add(new SagaEntry.ApprovalAwaited(World.V1, 1, AT, List.of()));
    entries.add(new SagaEntry.ApprovalsVoid("moved"));
    entries.add(new SagaEntry.RecheckStarted());
    entries.add(new SagaEntry.WaitStarted(List.of(), Optional.empty(), AT));
    entries.add(new SagaEntry.PermitReceived(dev.walkback.events.ApplicationId.EVERYTHING));
    entries.add(new SagaEntry.AttemptStarted(attempt, round, state.memory().fence() + 1, AT));
    entries.add(new SagaEntry.AttemptLeft(attempt, "down"));
    entries.add(new SagaEntry.TargetGivenUp(attempt, "crashes", List.of(World.V1)));
    for (HumanNeeded.Reason reason : HumanNeeded.Reason.values()) {
      entries.add(new SagaEntry.HelpWanted(reason, "why", Optional.empty(), List.of(), AT));
    }
    entries.add(new SagaEntry.RollbackAborted("nothing changed"));
    entries.add(new SagaEntry.BudgetWarned(AT));
    entries.add(new SagaEntry.BudgetExceeded(AT));
    return entries;
  }

  private static Stream<AuditEntry> humanNeeded() {
    return Arrays.stream(HumanNeeded.Reason.values())
        .map(reason -> new HumanNeeded(reason, "why", Optional.empty(), List.of()));
  }

  private static AuditEntry.StepSucceeded stepSucceeded(ApplicationState state, String step) {
    return new AuditEntry.StepSucceeded(
        step,
        new Target(World.BACKEND, 1, World.V1, World.V2),
        ExecutionOutcome.Effect.APPLIED,
        state.live().map(live -> live.story().start().at()).orElse(AT),
        List.of(),
        Optional.empty());
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.execution.ExecutionOutcome;
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

  static String label(AuditEntry entry) {
    String name = entry.getClass().getSimpleName();
    return entry instanceof HumanNeeded human ? name + " " + human.reason() : name;
  }

  /** A state of every kind; of rolling back also one in which all steps are done. */
  static List<ApplicationState> states() {
    Saga two = Stories.rollingBackTwo().done(World.BACK_FRONTEND);
    ApplicationState allDone =
        Fold.evolve(two.state(), stepSucceeded(two.state(), World.BACK_BACKEND), AT);
    return List.of(
        ApplicationState.unknown(World.SHOP),
        Stories.surveying().state(),
        Stories.rollingBack().state(),
        allDone,
        Stories.verifying().state(),
        Stories.soaking().state());
  }

  private static List<AuditEntry> entriesFor(ApplicationState state) {
    List<AuditEntry> entries = new ArrayList<>();
    var trigger = World.alert("New");
    entries.add(
        new AuditEntry.RollbackStarted(
            World.idOf("New"),
            trigger,
            World.policy(World.BACKEND),
            Optional.empty(),
            state.memory().fence() + 1));
    entries.add(
        new AuditEntry.TargetsResolved(
            List.of(new Target(World.BACKEND, 1, World.V1, World.V2)),
            List.of(Stories.BAD_BACKEND)));
    entries.add(stepSucceeded(state, World.BACK_BACKEND));
    entries.add(new AuditEntry.StepNotTaken(World.BACK_BACKEND, Optional.empty(), "away"));
    entries.add(new AuditEntry.RecoveryAwaited(AT));
    for (var phase : dev.walkback.events.verification.VerificationOutcome.Phase.values()) {
      entries.add(new AuditEntry.Observed(phase, List.of()));
    }
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

package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerId;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Instant;

/** Everything that can move a rollback. A timeout is an input like any other. */
public sealed interface Input {

  /** The detector's view of an alert. */
  record SuspicionArrived(Suspicion suspicion) implements Input {}

  /** The detector's view of a cluster where nothing is wrong. */
  record ReleaseArrived(ReleaseSeen seen) implements Input {}

  /**
   * An operator's imperative.
   *
   * @param id from the id and the source of its event, so that a repeated delivery is the same
   *     trigger
   */
  record CommandArrived(TriggerId id, Instant givenAt, Command command) implements Input {}

  /** What came of a step. */
  record ExecutionOutcomeArrived(ExecutionOutcome outcome) implements Input {}

  /** What the verifier saw. */
  record VerificationOutcomeArrived(VerificationOutcome outcome) implements Input {}

  /** A rollback asks this guard. */
  record GuardRequestArrived(GuardRequest request) implements Input {}

  /** A guard says something to this application's rollback. */
  record GuardAnswerArrived(GuardAnswer answer) implements Input {}

  /** A timer is due. It carries nothing but its name; the state says what that means. */
  record TimerFired(TimerName name) implements Input {}
}

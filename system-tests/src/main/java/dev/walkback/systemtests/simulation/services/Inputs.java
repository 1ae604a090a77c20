package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.TriggerId;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.orchestrator.core.Input;
import java.util.Optional;

/** From an event to what the orchestrator's core takes. */
final class Inputs {

  private Inputs() {}

  static Optional<Input> of(Envelope<? extends Event> envelope) {
    return switch (envelope.data()) {
      case Suspicion suspicion -> Optional.of(new Input.SuspicionArrived(suspicion));
      case Command command ->
          Optional.of(
              new Input.CommandArrived(
                  TriggerId.ofCommand(envelope.id(), envelope.source()), envelope.time(), command));
      case ReleaseSeen seen -> Optional.of(new Input.ReleaseArrived(seen));
      case GuardRequest request -> Optional.of(new Input.GuardRequestArrived(request));
      case GuardAnswer answer -> Optional.of(new Input.GuardAnswerArrived(answer));
      case ExecutionOutcome outcome -> Optional.of(new Input.ExecutionOutcomeArrived(outcome));
      case VerificationOutcome outcome ->
          Optional.of(new Input.VerificationOutcomeArrived(outcome));
      default -> Optional.empty();
    };
  }
}

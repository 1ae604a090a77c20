package dev.walkback.orchestrator.core;

import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.orchestrator.core.Input.CommandArrived;
import dev.walkback.orchestrator.core.Input.ExecutionOutcomeArrived;
import dev.walkback.orchestrator.core.Input.SuspicionArrived;
import dev.walkback.orchestrator.core.Input.TimerFired;
import dev.walkback.orchestrator.core.Input.VerificationOutcomeArrived;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides. Pure: equal arguments make equal decisions, and nothing happens until
 * someone else carries them out.
 */
public final class Decider {

  private Decider() {}

  /**
   * What follows from an input.
   *
   * @param policy the application's policy as it is now; a live rollback keeps to the one that it
   *     began with
   */
  public static Decision decide(
      ApplicationState state, Input input, Optional<RollbackPolicy> policy, Instant now) {
    Draft draft = new Draft(state, now);
    switch (input) {
      case SuspicionArrived arrived -> new Triggers(draft, policy).suspicion(arrived.suspicion());
      case CommandArrived arrived -> new Triggers(draft, policy).command(arrived);
      case ExecutionOutcomeArrived arrived -> new Executions(draft).outcome(arrived.outcome());
      case VerificationOutcomeArrived arrived ->
          new Verifications(draft).outcome(arrived.outcome());
      case TimerFired fired -> Timeouts.fired(draft, fired.name());
    }
    return draft.decision();
  }
}

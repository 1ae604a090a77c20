package dev.walkback.orchestrator.core;

import dev.walkback.events.policy.RollbackPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides. Pure: equal arguments make equal decisions, and nothing happens until
 * someone else carries them out.
 */
public final class Decider {

  private Decider() {}

  /** What follows from an input. */
  public static Decision decide(ApplicationState state, Input input, Context context, Instant now) {
    Draft draft = new Draft(state, context, now);
    switch (input) {
      case Input.SuspicionArrived arrived -> new Triggers(draft).suspicion(arrived.suspicion());
      case Input.ReleaseArrived arrived -> new Releases(draft).seen(arrived.seen());
      case Input.CommandArrived arrived -> new Commands(draft).command(arrived);
      case Input.ExecutionOutcomeArrived arrived ->
          new Executions(draft).outcome(arrived.outcome());
      case Input.VerificationOutcomeArrived arrived ->
          new Verifications(draft).outcome(arrived.outcome());
      case Input.GuardRequestArrived arrived -> new Guards(draft).request(arrived.request());
      case Input.GuardAnswerArrived arrived -> new Permits(draft).answer(arrived.answer());
      case Input.TimerFired fired -> new Timeouts(draft).fired(fired.name());
    }
    return draft.decision();
  }

  /** The same where nothing is held and nothing crosses applications. */
  public static Decision decide(
      ApplicationState state, Input input, Optional<RollbackPolicy> policy, Instant now) {
    return decide(state, input, Context.of(policy), now);
  }
}

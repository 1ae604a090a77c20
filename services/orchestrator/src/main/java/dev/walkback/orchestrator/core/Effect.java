package dev.walkback.orchestrator.core;

import dev.walkback.events.execution.Execution;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.verification.Verification;
import java.time.Instant;

/** What is to be done in the world; someone else does it. */
public sealed interface Effect {

  /** Hand a step to the executor. */
  record Execute(Execution execution) implements Effect {}

  /** Have the verifier look. */
  record Verify(Verification verification) implements Effect {}

  /** Ask a guard, or give its leave back. */
  record AskGuard(GuardRequest request) implements Effect {}

  /** Answer a rollback as its guard. */
  record AnswerGuarded(GuardAnswer answer) implements Effect {}

  /** Fire at this moment, or late; never earlier. */
  record StartTimer(TimerName name, Instant at) implements Effect {}

  /** Forget a timer; forgetting one that is not there is nothing. */
  record CancelTimer(TimerName name) implements Effect {}
}

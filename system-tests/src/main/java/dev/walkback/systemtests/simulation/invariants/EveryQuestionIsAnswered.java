package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Somebody waits for it. */
final class EveryQuestionIsAnswered implements Invariant {

  private final Set<Question> answered = new HashSet<>();

  /** A step by its name, or a verification by its phase. */
  private record Question(RollbackId rollback, String what) {}

  @Override
  public String sentence() {
    return "Every step and every verification ends in an outcome, however late";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.WorkAnswered(ExecutionOutcome outcome) ->
          noted(new Question(outcome.rollbackId(), outcome.step()));
      case Fact.WorkAnswered(Concluded end) ->
          noted(new Question(end.rollbackId(), end.phase().name()));
      case Fact.Ended _ ->
          before.work().stream()
              .flatMap(work -> question(work).stream())
              .filter(question -> !answered.contains(question))
              .findFirst()
              .map(question -> question + " was never answered");
      default -> Optional.empty();
    };
  }

  private Optional<String> noted(Question question) {
    answered.add(question);
    return Optional.empty();
  }

  private static Optional<Question> question(Event work) {
    return switch (work) {
      case Execution step -> Optional.of(new Question(step.rollbackId(), step.step()));
      case Verification.AwaitRecovery recovery ->
          Optional.of(new Question(recovery.rollbackId(), Phase.RECOVERY.name()));
      case Verification.Soak soak ->
          Optional.of(new Question(soak.rollbackId(), Phase.SOAK.name()));
      default -> Optional.empty();
    };
  }
}

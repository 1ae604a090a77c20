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
          noted(new Question(end.rollbackId(), look(end.phase(), end.round())));
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
      case Verification look ->
          Optional.of(new Question(look.rollbackId(), look(phase(look), look.round())));
      default -> Optional.empty();
    };
  }

  private static Phase phase(Verification verification) {
    return switch (verification) {
      case Verification.AwaitRecovery _ -> Phase.RECOVERY;
      case Verification.Soak _ -> Phase.SOAK;
      case Verification.WatchRelease _ -> Phase.WATCH;
    };
  }

  private static String look(Phase phase, Optional<Integer> round) {
    return phase + " " + round.orElse(1);
  }
}

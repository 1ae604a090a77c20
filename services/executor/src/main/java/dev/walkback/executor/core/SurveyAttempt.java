package dev.walkback.executor.core;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the workloads of a step, one after the other, and writes nothing. */
final class SurveyAttempt implements Attempt {

  static final Duration RETRY = Duration.ofMillis(500);

  private final Execution.Survey step;
  private final StepRules rules;
  private final List<WorkloadFacts> facts = new ArrayList<>();
  private String obstacle = "";

  SurveyAttempt(Execution.Survey step, StepRules rules) {
    this.step = step;
    this.rules = rules;
  }

  @Override
  public Move next(Heard heard, Instant now) {
    return switch (heard) {
      case Heard.Begun() -> look();
      case Heard.Looked(Scene scene) -> looked(scene.sighting());
      case Heard.Rested() ->
          now.isBefore(step.deadline())
              ? look()
              : new Move.End(
                  new ExecutionOutcome.Failed(
                      step.application(), step.rollbackId(), step.step(), obstacle));
      case Heard.Captured _, Heard.Answered _, Heard.Braked _ ->
          throw Attempt.unexpected(step, heard);
    };
  }

  private Move looked(Sighting sighting) {
    return switch (sighting) {
      case Sighting.Present present -> {
        facts.add(present.facts());
        yield look();
      }
      case Sighting.Missing() ->
          refused(
              Refusal.WORKLOAD_MISSING,
              "Expected %s in namespace %s, but there is none"
                  .formatted(current().shortName(), current().namespace()));
      case Sighting.Forbidden(String explanation) -> refused(Refusal.FORBIDDEN, explanation);
      case Sighting.Unreachable(String explanation) -> {
        obstacle = explanation;
        yield new Move.Rest(RETRY);
      }
    };
  }

  private Move look() {
    if (facts.size() == step.workloads().size()) {
      return new Move.End(
          new ExecutionOutcome.Surveyed(step.application(), step.rollbackId(), step.step(), facts));
    }
    return rules
        .outOfScope(current().namespace())
        .map(outside -> refused(outside.reason(), outside.explanation()))
        .orElseGet(() -> new Move.Look(current()));
  }

  private WorkloadRef current() {
    return step.workloads().get(facts.size());
  }

  private Move refused(Refusal reason, String explanation) {
    return new Move.End(
        new ExecutionOutcome.Refused(
            step.application(), step.rollbackId(), step.step(), reason, explanation));
  }
}

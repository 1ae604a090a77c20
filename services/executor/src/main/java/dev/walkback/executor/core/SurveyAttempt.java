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
import java.util.stream.Collectors;

/**
 * Reads the workloads of a step, one after the other, and writes nothing. One that is not there is
 * left out, so that it does not keep the others from going back; somebody must be there.
 */
final class SurveyAttempt implements Attempt {

  static final Duration RETRY = Duration.ofMillis(500);

  private final Execution.Survey step;
  private final StepRules rules;
  private final List<WorkloadFacts> facts = new ArrayList<>();
  private int asked;
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
        yield lookAtNext();
      }
      case Sighting.Missing() -> lookAtNext();
      case Sighting.Forbidden(String explanation) -> refused(Refusal.FORBIDDEN, explanation);
      case Sighting.Unreachable(String explanation) -> {
        obstacle = explanation;
        yield new Move.Rest(RETRY);
      }
    };
  }

  private Move lookAtNext() {
    asked++;
    return look();
  }

  private Move look() {
    if (asked == step.workloads().size()) {
      return facts.isEmpty() ? nobodyThere() : new Move.End(surveyed());
    }
    return rules
        .outOfScope(current().namespace())
        .map(outside -> refused(outside.reason(), outside.explanation()))
        .orElseGet(() -> new Move.Look(current()));
  }

  private ExecutionOutcome surveyed() {
    return new ExecutionOutcome.Surveyed(step.application(), step.rollbackId(), step.step(), facts);
  }

  private Move nobodyThere() {
    return refused(
        Refusal.WORKLOAD_MISSING,
        "Expected %s, but there is none of them"
            .formatted(
                step.workloads().stream()
                    .map(each -> "%s in namespace %s".formatted(each.shortName(), each.namespace()))
                    .collect(Collectors.joining(", "))));
  }

  private WorkloadRef current() {
    return step.workloads().get(asked);
  }

  private Move refused(Refusal reason, String explanation) {
    return new Move.End(
        new ExecutionOutcome.Refused(
            step.application(), step.rollbackId(), step.step(), reason, explanation));
  }
}

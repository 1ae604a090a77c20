package dev.walkback.executor.outbound.kube;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the workloads of a step, and writes nothing. */
final class Survey {

  private static final Duration RETRY = Duration.ofMillis(500);

  private final WorkloadReader reader;
  private final Gate gate;
  private final Pause pause;

  Survey(WorkloadReader reader, Gate gate, Pause pause) {
    this.reader = reader;
    this.gate = gate;
    this.pause = pause;
  }

  ExecutionOutcome take(Execution.Survey step) throws InterruptedException {
    List<WorkloadFacts> facts = new ArrayList<>();
    for (WorkloadRef workload : step.workloads()) {
      Optional<ExecutionOutcome> obstacle = read(step, workload, facts);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
    }
    return new ExecutionOutcome.Surveyed(step.application(), step.rollbackId(), step.step(), facts);
  }

  private Optional<ExecutionOutcome> read(
      Execution.Survey step, WorkloadRef workload, List<WorkloadFacts> facts)
      throws InterruptedException {
    var outside = gate.rules().outOfScope(workload.namespace());
    if (outside.isPresent()) {
      return refused(step, outside.get().reason(), outside.get().explanation());
    }
    while (true) {
      switch (reader.read(workload)) {
        case Reading.Found(var snapshot) -> {
          facts.add(snapshot.facts());
          return Optional.empty();
        }
        case Reading.Missing() -> {
          String explanation =
              "Expected %s in namespace %s, but there is none"
                  .formatted(workload.shortName(), workload.namespace());
          return refused(step, Refusal.WORKLOAD_MISSING, explanation);
        }
        case Reading.Forbidden(String explanation) -> {
          return refused(step, Refusal.FORBIDDEN, explanation);
        }
        case Reading.Unreachable(String explanation) -> {
          pause.pause(RETRY);
          if (!gate.now().isBefore(step.deadline())) {
            return Optional.of(
                new ExecutionOutcome.Failed(
                    step.application(), step.rollbackId(), step.step(), explanation));
          }
        }
      }
    }
  }

  private static Optional<ExecutionOutcome> refused(
      Execution.Survey step, Refusal reason, String explanation) {
    return Optional.of(
        new ExecutionOutcome.Refused(
            step.application(), step.rollbackId(), step.step(), reason, explanation));
  }
}

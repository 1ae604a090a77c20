package dev.walkback.executor.outbound.kube;

import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.executor.core.Answer;
import dev.walkback.executor.core.StepTaker;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a step, and afterwards gives the fields that it wrote back to those who apply them, so that
 * the release that follows is not refused. A courtesy: where it fails, the step is done all the
 * same.
 */
public final class HandingBack implements StepTaker {

  private static final Logger LOG = LoggerFactory.getLogger(HandingBack.class);
  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final StepTaker steps;
  private final WorkloadReader reader;
  private final ClusterWriter writer;

  public HandingBack(StepTaker steps, WorkloadReader reader, ClusterWriter writer) {
    this.steps = steps;
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public ExecutionOutcome take(Execution step) throws InterruptedException {
    ExecutionOutcome outcome = steps.take(step);
    if (step instanceof RollBackWorkload written && outcome instanceof WorkloadRolledBack) {
      handBack(written);
    }
    return outcome;
  }

  private void handBack(RollBackWorkload step) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<String> patch =
          reader.read(step.target().workload()) instanceof Reading.Found(var snapshot)
              ? HandBackPatch.of(snapshot.object())
              : Optional.empty();
      if (patch.isEmpty()) {
        return;
      }
      Answer answer = writer.patch(step.target().workload(), patch.get(), PATIENCE);
      LOG.info(
          "fields handed back rollbackId={} workload={} result=\"{}\"",
          step.rollbackId(),
          step.target().workload().shortName(),
          answer.explanation());
      if (!(answer instanceof Answer.Conflict)) {
        return;
      }
    }
  }
}

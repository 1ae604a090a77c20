package dev.walkback.executor.outbound.kube;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.executor.core.Aftercare;
import dev.walkback.executor.core.Answer;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.core.Brakes;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the fields that a step wrote back to those who apply them, so that the release that follows
 * is not refused. It is a write like any other: an order to stand still stops it.
 */
public final class HandingBack implements Aftercare {

  private static final Logger LOG = LoggerFactory.getLogger(HandingBack.class);
  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final WorkloadReader reader;
  private final ClusterWriter writer;
  private final Brakes brakes;

  public HandingBack(WorkloadReader reader, ClusterWriter writer, Brakes brakes) {
    this.reader = reader;
    this.writer = writer;
    this.brakes = brakes;
  }

  @Override
  public void after(Execution step, ExecutionOutcome outcome) throws InterruptedException {
    if (step instanceof RollBackWorkload written && outcome instanceof WorkloadRolledBack) {
      handBack(written);
    }
  }

  private void handBack(RollBackWorkload step) throws InterruptedException {
    int attempt = 1;
    while (attempt <= ATTEMPTS && meetsSomebodyElse(step)) {
      attempt++;
    }
  }

  /** Whether somebody else wrote between the look and the write, so that another look may help. */
  private boolean meetsSomebodyElse(RollBackWorkload step) throws InterruptedException {
    Optional<String> patch =
        reader.read(step.target().workload()) instanceof Reading.Found(var snapshot)
            ? HandBackPatch.of(snapshot.object())
            : Optional.empty();
    if (patch.isEmpty()) {
      return false;
    }
    return switch (brakes.of(step.application())) {
      case Brake.Released() -> {
        Answer answer = writer.patch(step.target().workload(), patch.get(), PATIENCE);
        log(step, answer.explanation());
        yield answer instanceof Answer.Conflict;
      }
      case Brake.Pulled(ApplicationId scope, _) -> {
        log(step, "not done, because of the hold on " + scope);
        yield false;
      }
      case Brake.Unknown(String explanation) -> {
        log(step, "not done: " + explanation);
        yield false;
      }
    };
  }

  private static void log(RollBackWorkload step, String result) {
    LOG.info(
        "fields handed back rollback={} workload={} result=\"{}\"",
        step.rollbackId(),
        step.target().workload().shortName(),
        result);
  }
}

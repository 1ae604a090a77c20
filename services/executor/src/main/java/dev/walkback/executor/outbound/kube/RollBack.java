package dev.walkback.executor.outbound.kube;

import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.executor.core.PatchPlan;
import dev.walkback.executor.core.StepDecision;
import dev.walkback.executor.outbound.kube.ClusterWriter.Write;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one workload back: look, decide, capture evidence, look and decide again, patch. Whatever
 * comes in between, it looks and decides anew, until the deadline. A write whose answer was lost is
 * found by looking, never by writing again.
 */
final class RollBack {

  private static final Logger LOG = LoggerFactory.getLogger(RollBack.class);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration NUMBERING = Duration.ofMillis(100);
  private static final int LOOKS_FOR_NUMBER = 5;
  private static final int MAX_WRITES = 10;

  private final WorkloadReader reader;
  private final ClusterWriter writer;
  private final Gate gate;
  private final EvidenceKeeper evidence;
  private final Pause pause;

  RollBack(
      WorkloadReader reader,
      ClusterWriter writer,
      Gate gate,
      EvidenceKeeper evidence,
      Pause pause) {
    this.reader = reader;
    this.writer = writer;
    this.gate = gate;
    this.evidence = evidence;
    this.pause = pause;
  }

  ExecutionOutcome take(RollBackWorkload step) throws InterruptedException {
    return new Attempt(step).take();
  }

  /** One delivery of one step. */
  private final class Attempt {

    private final RollBackWorkload step;
    private Optional<EvidenceSummary> kept = Optional.empty();
    private boolean captured;
    private int writes;
    private String lastObstacle = "";

    Attempt(RollBackWorkload step) {
      this.step = step;
    }

    ExecutionOutcome take() throws InterruptedException {
      var outside = gate.rules().outOfScope(step.target().workload().namespace());
      if (outside.isPresent()) {
        return refused(outside.get().reason(), outside.get().explanation());
      }
      while (true) {
        boolean inTime = left().isPositive();
        Reading reading = reader.read(step.target().workload());
        if (inTime && reading instanceof Reading.Unreachable(String explanation)) {
          lastObstacle = explanation;
        }
        Optional<ExecutionOutcome> outcome = act(reading);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
    }

    private Optional<ExecutionOutcome> act(Reading reading) throws InterruptedException {
      return switch (gate.decide(Looks.sighting(reading), step)) {
        case StepDecision.AlreadyLive(long revision) -> Optional.of(alreadyLive(reading, revision));
        case StepDecision.Refuse(Refusal reason, String explanation) ->
            Optional.of(ended(reason, explanation));
        case StepDecision.RetryLater(String explanation) -> {
          lastObstacle = explanation;
          pause.pause(RETRY);
          yield Optional.empty();
        }
        case StepDecision.Apply(PatchPlan plan) -> applyOrCapture(reading, plan);
      };
    }

    private Optional<ExecutionOutcome> applyOrCapture(Reading reading, PatchPlan plan)
        throws InterruptedException {
      if (!captured) {
        captured = true;
        kept = evidence.capture(step, shorter(step.evidenceTimeBox(), left().dividedBy(2)));
        if (step.evidenceTimeBox().isPositive()) {
          // The world went on meanwhile: decide on a fresh look.
          return Optional.empty();
        }
      }
      return reading instanceof Reading.Found(WorkloadSnapshot snapshot)
          ? write(snapshot, plan)
          : Optional.empty();
    }

    private Optional<ExecutionOutcome> write(WorkloadSnapshot snapshot, PatchPlan plan)
        throws InterruptedException {
      if (writes++ >= MAX_WRITES) {
        return Optional.of(failed());
      }
      String patch =
          RevertPatch.of(snapshot, snapshot.revisionOf(plan.template()).orElseThrow(), plan);
      Write write = writer.patch(step.target().workload(), patch, left());
      LOG.info(
          "patch rollback={} step=\"{}\" workload={} revision={} result=\"{}\"",
          step.rollbackId(),
          step.step(),
          step.target().workload().shortName(),
          plan.revision(),
          write.explanation());
      lastObstacle = write.explanation();
      return switch (write) {
        case Write.Done() -> Optional.of(rolledBack(Effect.APPLIED, plan.revision()));
        case Write.Forbidden(String explanation) ->
            Optional.of(refused(Refusal.FORBIDDEN, explanation));
        case Write.Invalid _ -> Optional.of(failed());
        case Write.Conflict _, Write.Gone _ -> Optional.empty();
        case Write.Unknown _ -> lookAgainIn(RETRY);
        case Write.Busy(_, Duration retryAfter) -> lookAgainIn(longer(RETRY, retryAfter));
      };
    }

    private Optional<ExecutionOutcome> lookAgainIn(Duration time) throws InterruptedException {
      if (left().compareTo(time) <= 0) {
        pause.pause(longer(left(), Duration.ZERO));
      } else {
        pause.pause(time);
      }
      return Optional.empty();
    }

    private ExecutionOutcome alreadyLive(Reading reading, long revision)
        throws InterruptedException {
      boolean ours =
          writes > 0
              && reading instanceof Reading.Found(WorkloadSnapshot snapshot)
              && snapshot
                  .facts()
                  .releasedByRollback()
                  .filter(step.rollbackId()::equals)
                  .isPresent();
      if (!captured) {
        kept = evidence.existing(step);
      }
      return rolledBack(ours ? Effect.APPLIED : Effect.ALREADY_LIVE, revision);
    }

    private ExecutionOutcome rolledBack(Effect effect, long revision) throws InterruptedException {
      var at = gate.now();
      List<String> deleted = new WedgedSet(reader, writer, gate, pause).makeWay(step);
      return new ExecutionOutcome.WorkloadRolledBack(
          step.application(),
          step.rollbackId(),
          step.step(),
          effect,
          numberNow(revision),
          at,
          deleted,
          kept);
    }

    /** The controller numbers the target anew in a moment; the number before is good enough. */
    private long numberNow(long before) throws InterruptedException {
      for (int look = 1; look <= LOOKS_FOR_NUMBER && left().isPositive(); look++) {
        if (reader.read(step.target().workload()) instanceof Reading.Found(var snapshot)) {
          long number =
              snapshot
                  .revisionOf(step.target().template())
                  .map(known -> known.revision().number())
                  .orElse(before);
          if (snapshot.rollout().observed()) {
            return number;
          }
        }
        pause.pause(NUMBERING);
      }
      return before;
    }

    /** A deadline that passes while we try is a failure, not a refusal to begin. */
    private ExecutionOutcome ended(Refusal reason, String explanation) {
      return reason == Refusal.DEADLINE_PASSED && !lastObstacle.isEmpty()
          ? failed()
          : refused(reason, explanation);
    }

    private ExecutionOutcome refused(Refusal reason, String explanation) {
      return new ExecutionOutcome.Refused(
          step.application(), step.rollbackId(), step.step(), reason, explanation);
    }

    private ExecutionOutcome failed() {
      return new ExecutionOutcome.Failed(
          step.application(),
          step.rollbackId(),
          step.step(),
          "Could not write %s before %s; the last obstacle: %s"
              .formatted(step.target().workload().shortName(), step.deadline(), lastObstacle));
    }

    private Duration left() {
      return gate.left(step);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}

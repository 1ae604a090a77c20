package dev.walkback.executor.outbound.kube;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.executor.core.Answer;
import dev.walkback.executor.core.Attempt;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.executor.core.Heard;
import dev.walkback.executor.core.Move;
import dev.walkback.executor.core.PatchPlan;
import dev.walkback.executor.core.StepTaker;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out on a Kubernetes cluster what the core wants done about a step. */
public final class ClusterSteps implements StepTaker {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSteps.class);

  private final WorkloadReader reader;
  private final ClusterWriter writer;
  private final Gate gate;
  private final EvidenceKeeper evidence;

  public ClusterSteps(
      WorkloadReader reader, ClusterWriter writer, Gate gate, EvidenceKeeper evidence) {
    this.reader = reader;
    this.writer = writer;
    this.gate = gate;
    this.evidence = evidence;
  }

  @Override
  public ExecutionOutcome take(Execution step) throws InterruptedException {
    Attempt attempt = Attempt.at(step, gate.rules());
    var hands = new Hands(step);
    Move move = attempt.next(new Heard.Begun(), gate.clock().instant());
    while (!(move instanceof Move.End(ExecutionOutcome outcome))) {
      Heard heard = hands.carryOut(move);
      move = attempt.next(heard, gate.clock().instant());
    }
    return outcome;
  }

  /** The moves of one delivery; remembers what it saw last, for that is what a write stands on. */
  private final class Hands {

    private final Execution step;
    private Optional<WorkloadSnapshot> lastSeen = Optional.empty();

    Hands(Execution step) {
      this.step = step;
    }

    Heard carryOut(Move move) throws InterruptedException {
      return switch (move) {
        case Move.Look(WorkloadRef workload) -> look(workload);
        case Move.AskBrake() -> new Heard.Braked(gate.brakes().of(step.application()));
        case Move.Capture(Duration timeBox) ->
            new Heard.Captured(evidence.capture(rollBack(), lastSeen.orElseThrow(), timeBox));
        case Move.Recall() -> new Heard.Captured(evidence.existing(rollBack()));
        case Move.Write(PatchPlan plan, Duration within) -> new Heard.Answered(write(plan, within));
        case Move.Delete delete -> new Heard.Answered(delete(delete));
        case Move.Rest(Duration time) -> {
          Thread.sleep(time);
          yield new Heard.Rested();
        }
        case Move.End _ -> throw new IllegalStateException("Nothing is done after the end");
      };
    }

    private Heard look(WorkloadRef workload) {
      Reading reading = reader.read(workload);
      lastSeen =
          reading instanceof Reading.Found(var snapshot) ? Optional.of(snapshot) : Optional.empty();
      return new Heard.Looked(Looks.scene(reading, target(), gate.clock().instant()));
    }

    private Answer write(PatchPlan plan, Duration within) throws InterruptedException {
      WorkloadSnapshot seen = lastSeen.orElseThrow();
      String patch = RevertPatch.of(seen, seen.revisionOf(plan.template()).orElseThrow(), plan);
      Answer answer = writer.patch(rollBack().target().workload(), patch, within);
      LOG.info(
          "patch rollback={} step=\"{}\" workload={} revision={} result=\"{}\"",
          step.rollbackId(),
          step.step(),
          rollBack().target().workload().shortName(),
          plan.revision(),
          answer.explanation());
      return answer;
    }

    private Answer delete(Move.Delete delete) throws InterruptedException {
      String namespace = rollBack().target().workload().namespace();
      Answer answer = writer.delete(namespace, delete.pod(), delete.within());
      LOG.info(
          "wedged pod rollback={} pod={} result=\"{}\"",
          step.rollbackId(),
          delete.pod().name(),
          answer instanceof Answer.Done ? "deleted" : answer.explanation());
      return answer;
    }

    private Optional<ContentDigest> target() {
      return switch (step) {
        case RollBackWorkload rollBack -> Optional.of(rollBack.target().template());
        case Execution.Survey _, Execution.RollBackOwner _ -> Optional.empty();
      };
    }

    private RollBackWorkload rollBack() {
      return switch (step) {
        case RollBackWorkload rollBack -> rollBack;
        case Execution.Survey _, Execution.RollBackOwner _ ->
            throw new IllegalStateException("Only a workload is written to, but this is " + step);
      };
    }
  }
}

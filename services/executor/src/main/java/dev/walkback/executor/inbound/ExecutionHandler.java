package dev.walkback.executor.inbound;

import dev.walkback.chassis.EventHandler;
import dev.walkback.chassis.EventPublisher;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.topic.Topics;
import dev.walkback.executor.core.Aftercare;
import dev.walkback.executor.core.StepTaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step from its topic to its outcome. The outcome's id follows from the step, so that a step
 * that is delivered again ends in the same event.
 */
public final class ExecutionHandler implements EventHandler {

  static final String SOURCE = "/walkback/executor";

  private static final Logger LOG = LoggerFactory.getLogger(ExecutionHandler.class);

  private final StepTaker steps;
  private final Aftercare aftercare;
  private final Outcomes outcomes;
  private final InstantSource clock;
  private final MeterRegistry meters;

  public ExecutionHandler(
      StepTaker steps,
      Aftercare aftercare,
      Outcomes outcomes,
      InstantSource clock,
      MeterRegistry meters) {
    this.steps = steps;
    this.aftercare = aftercare;
    this.outcomes = outcomes;
    this.clock = clock;
    this.meters = meters;
  }

  /** Where outcomes go; returns once they are safe. */
  @FunctionalInterface
  public interface Outcomes {

    void publish(Envelope<ExecutionOutcome> outcome);

    /** Onto their topic. */
    static Outcomes onTopic(EventPublisher publisher) {
      return outcome -> publisher.publish(Topics.EXECUTION_OUTCOMES, outcome);
    }
  }

  @Override
  public void handle(Envelope<? extends Event> envelope) throws InterruptedException {
    if (!(envelope.data() instanceof Execution step)) {
      throw new IllegalArgumentException(
          "Expected a step, but found " + envelope.data().getClass().getSimpleName());
    }
    Instant begun = clock.instant();
    ExecutionOutcome outcome = take(step);
    String id = step.rollbackId() + "/" + step.step();
    outcomes.publish(
        new Envelope<>(
            id,
            SOURCE,
            clock.instant(),
            envelope.traceParent().map(trace -> trace.child(id)),
            outcome));
    record(step, outcome, Duration.between(begun, clock.instant()));
    care(step, outcome);
  }

  /** The step is done and told, whatever becomes of this. */
  private void care(Execution step, ExecutionOutcome outcome) throws InterruptedException {
    try {
      aftercare.after(step, outcome);
    } catch (RuntimeException e) {
      LOG.warn("aftercare broke rollback={} step=\"{}\"", step.rollbackId(), step.step(), e);
    }
  }

  /** A bug must not leave a rollback without an outcome: somebody waits for it. */
  private ExecutionOutcome take(Execution step) throws InterruptedException {
    try {
      return steps.take(step);
    } catch (RuntimeException e) {
      LOG.error("step broke rollback={} step=\"{}\"", step.rollbackId(), step.step(), e);
      return new ExecutionOutcome.Failed(
          step.application(),
          step.rollbackId(),
          step.step(),
          "The executor broke on this step, please report it: " + e);
    }
  }

  private void record(Execution step, ExecutionOutcome outcome, Duration took) {
    String result = describe(outcome);
    LOG.info(
        "step done rollback={} application={} step=\"{}\" result={} ms={}",
        step.rollbackId(),
        step.application(),
        step.step(),
        result,
        took.toMillis());
    Timer.builder("walkback.executor.step")
        .tag("step", step.getClass().getSimpleName())
        .tag("result", result.split(" ", 2)[0])
        .register(meters)
        .record(took);
  }

  private static String describe(ExecutionOutcome outcome) {
    return switch (outcome) {
      case ExecutionOutcome.Surveyed _ -> "surveyed";
      case ExecutionOutcome.WorkloadRolledBack done ->
          done.effect().name().toLowerCase(Locale.ROOT);
      case ExecutionOutcome.OwnerRolledBack done -> done.effect().name().toLowerCase(Locale.ROOT);
      case ExecutionOutcome.Refused refused ->
          "refused reason=%s \"%s\"".formatted(refused.reason(), refused.explanation());
      case ExecutionOutcome.Failed failed -> "failed \"%s\"".formatted(failed.explanation());
    };
  }
}

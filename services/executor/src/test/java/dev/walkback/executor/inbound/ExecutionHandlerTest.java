package dev.walkback.executor.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TraceParent;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.executor.core.Aftercare;
import dev.walkback.executor.core.StepTaker;
import dev.walkback.testsupport.FakeTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionHandlerTest {

  private static final Execution.Survey STEP =
      new Execution.Survey(
          new ApplicationId("shop", "shop"),
          new RollbackId("rb-0123456789ab"),
          "survey",
          Instant.parse("2026-11-24T10:00:00Z"),
          List.of());
  private static final TraceParent TRACE = TraceParent.derivedFrom("seed");
  private static final Envelope<Execution> ENVELOPE =
      new Envelope<>("any", "/walkback/orchestrator", Instant.EPOCH, Optional.of(TRACE), STEP);

  private final List<Envelope<ExecutionOutcome>> published = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void an_outcome_is_named_after_its_step_and_stays_in_its_trace() throws InterruptedException {
    handler(ExecutionHandlerTest::surveyed).handle(ENVELOPE);

    assertThat(published)
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.id()).isEqualTo("rb-0123456789ab/survey");
          assertThat(outcome.traceParent().orElseThrow().traceId()).isEqualTo(TRACE.traceId());
        });
    assertThat(meters.get("walkback.executor.step").tag("result", "surveyed").timer().count())
        .isEqualTo(1);
  }

  @Test
  void a_step_that_is_delivered_again_ends_in_the_same_event() throws InterruptedException {
    var handler = handler(ExecutionHandlerTest::surveyed);

    handler.handle(ENVELOPE);
    handler.handle(ENVELOPE);

    assertThat(published.get(1)).isEqualTo(published.get(0));
  }

  @Test
  void a_bug_in_a_step_still_gives_it_an_outcome() throws InterruptedException {
    handler(
            _ -> {
              throw new IllegalStateException("boom");
            })
        .handle(ENVELOPE);

    assertThat(published.getFirst().data())
        .isInstanceOfSatisfying(
            ExecutionOutcome.Failed.class,
            failed -> assertThat(failed.explanation()).contains("boom"));
  }

  @Test
  void work_that_is_taken_away_publishes_nothing() {
    var handler =
        handler(_ -> {
          throw new InterruptedException();
        });

    assertThatThrownBy(() -> handler.handle(ENVELOPE)).isInstanceOf(InterruptedException.class);
    assertThat(published).isEmpty();
  }

  @Test
  void what_follows_a_step_waits_until_its_outcome_is_told() throws InterruptedException {
    List<Integer> toldBefore = new ArrayList<>();

    handler(ExecutionHandlerTest::surveyed, (_, _) -> toldBefore.add(published.size()))
        .handle(ENVELOPE);

    assertThat(toldBefore).containsExactly(1);
  }

  @Test
  void what_follows_a_step_cannot_make_it_fail() {
    var handler =
        handler(
            ExecutionHandlerTest::surveyed,
            (_, _) -> {
              throw new IllegalStateException("boom");
            });

    assertThatCode(() -> handler.handle(ENVELOPE)).doesNotThrowAnyException();
    assertThat(published).hasSize(1);
  }

  private ExecutionHandler handler(StepTaker steps) {
    return handler(steps, (_, _) -> {});
  }

  private ExecutionHandler handler(StepTaker steps, Aftercare aftercare) {
    return new ExecutionHandler(steps, aftercare, published::add, FakeTime.start(), meters);
  }

  private static ExecutionOutcome surveyed(Execution step) {
    return new ExecutionOutcome.Surveyed(
        step.application(), step.rollbackId(), step.step(), List.of());
  }
}

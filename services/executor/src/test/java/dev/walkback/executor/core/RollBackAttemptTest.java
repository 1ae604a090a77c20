package dev.walkback.executor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.events.hold.Hold;
import dev.walkback.executor.core.WedgedPods.SetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is done about a step, move by move. */
class RollBackAttemptTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant DEADLINE = NOON.plusSeconds(30);
  private static final RollbackId ROLLBACK = new RollbackId("rb-0123456789ab");
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest BAD = ContentDigest.of("bad");
  private static final Brake HELD =
      new Brake.Pulled(
          new ApplicationId("shop", "shop"), new Hold("ada", "wait", NOON, Optional.empty()));
  private static final EvidenceSummary EVIDENCE =
      new EvidenceSummary(ContentDigest.of("bundle"), "/evidence", List.of("pods"), List.of());

  private Instant now = NOON;
  private Brake brake = new Brake.Released();
  private Attempt attempt = attempt(WorkloadKind.DEPLOYMENT, Duration.ZERO);
  private Move move = attempt.next(new Heard.Begun(), now);

  @Test
  void what_is_written_is_learnt_the_number_of_and_told() {
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Done()));
    hear(new Heard.Looked(live(GOOD)));

    assertThat(outcome())
        .isInstanceOfSatisfying(
            WorkloadRolledBack.class,
            done -> {
              assertThat(done.effect()).isEqualTo(Effect.APPLIED);
              assertThat(done.revision()).isEqualTo(3);
            });
  }

  @Test
  void a_write_whose_answer_was_lost_is_looked_for_before_anything_else() {
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Unknown("timed out")));
    assertThat(move).isEqualTo(new Move.Rest(RollBackAttempt.RETRY));
    hear(new Heard.Rested());
    assertThat(move).isInstanceOf(Move.Look.class);
    hear(new Heard.Looked(writtenByUs()));
    hear(new Heard.Captured(Optional.empty()));
    hear(new Heard.Looked(writtenByUs()));

    assertThat(((WorkloadRolledBack) outcome()).effect()).isEqualTo(Effect.APPLIED);
  }

  @Test
  void a_conflict_leads_to_another_look_and_to_another_decision() {
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Conflict("409")));
    hear(new Heard.Looked(live(ContentDigest.of("newer"))));

    assertThat(((ExecutionOutcome.Refused) outcome()).reason())
        .isEqualTo(Refusal.LIVE_CONTENT_CHANGED);
  }

  @Test
  void a_server_that_is_busy_is_left_alone_for_as_long_as_it_asks() {
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Busy("429", Duration.ofSeconds(7))));
    assertThat(move).isEqualTo(new Move.Rest(Duration.ofSeconds(7)));
  }

  @Test
  void a_rest_ends_with_the_deadline() {
    hear(new Heard.Looked(live(BAD)));
    now = DEADLINE.minusSeconds(2);
    hear(new Heard.Answered(new Answer.Busy("429", Duration.ofSeconds(7))));
    assertThat(move).isEqualTo(new Move.Rest(Duration.ofSeconds(2)));
  }

  @Test
  void a_deadline_that_passes_while_trying_is_a_failure() {
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Unknown("timed out")));
    hear(new Heard.Rested());
    now = DEADLINE;
    hear(new Heard.Looked(live(BAD)));

    assertThat(((ExecutionOutcome.Failed) outcome()).explanation()).contains("timed out");
  }

  @Test
  void a_step_that_comes_too_late_is_refused_without_a_write() {
    now = DEADLINE;
    hear(new Heard.Looked(live(BAD)));

    assertThat(((ExecutionOutcome.Refused) outcome()).reason()).isEqualTo(Refusal.DEADLINE_PASSED);
  }

  @Test
  void conflicts_end_with_the_deadline_and_not_before() {
    for (int write = 1; write <= 5 * RollBackAttempt.HASTY; write++) {
      hear(new Heard.Looked(live(BAD)));
      assertThat(move).isInstanceOf(Move.Write.class);
      hear(new Heard.Answered(new Answer.Conflict("409")));
      if (write >= RollBackAttempt.HASTY) {
        assertThat(move).isEqualTo(new Move.Rest(RollBackAttempt.RETRY));
        hear(new Heard.Rested());
      }
    }
    now = DEADLINE;
    hear(new Heard.Looked(live(BAD)));

    assertThat(((ExecutionOutcome.Failed) outcome()).explanation()).contains("409");
  }

  @Test
  void evidence_is_captured_once_before_the_write() {
    attempt = attempt(WorkloadKind.DEPLOYMENT, Duration.ofSeconds(3));
    hear(new Heard.Begun());
    hear(new Heard.Looked(live(BAD)));
    assertThat(move).isEqualTo(new Move.Capture(Duration.ofSeconds(3)));
    hear(new Heard.Captured(Optional.of(EVIDENCE)));
    assertThat(move).isInstanceOf(Move.Write.class);
    hear(new Heard.Answered(new Answer.Conflict("409")));
    hear(new Heard.Looked(live(BAD)));
    assertThat(move).isInstanceOf(Move.Write.class);
    hear(new Heard.Answered(new Answer.Done()));
    hear(new Heard.Looked(live(GOOD)));

    assertThat(((WorkloadRolledBack) outcome()).evidence()).contains(EVIDENCE);
  }

  @Test
  void after_a_capture_that_took_long_the_decision_is_made_on_another_look() {
    attempt = attempt(WorkloadKind.DEPLOYMENT, Duration.ofSeconds(3));
    hear(new Heard.Begun());
    hear(new Heard.Looked(live(BAD)));
    now = now.plus(RollBackAttempt.FRESH).plusMillis(1);
    hear(new Heard.Captured(Optional.of(EVIDENCE)));
    assertThat(move).isInstanceOf(Move.Look.class);
    hear(new Heard.Looked(live(ContentDigest.of("newer"))));

    assertThat(((ExecutionOutcome.Refused) outcome()).reason())
        .isEqualTo(Refusal.LIVE_CONTENT_CHANGED);
  }

  @Test
  void a_delivery_that_finds_the_target_live_recalls_what_was_captured_before() {
    hear(new Heard.Looked(live(GOOD)));
    assertThat(move).isEqualTo(new Move.Recall());
    hear(new Heard.Captured(Optional.of(EVIDENCE)));
    hear(new Heard.Looked(live(GOOD)));

    WorkloadRolledBack done = (WorkloadRolledBack) outcome();
    assertThat(done.effect()).isEqualTo(Effect.ALREADY_LIVE);
    assertThat(done.evidence()).contains(EVIDENCE);
  }

  @Test
  void a_number_that_the_cluster_does_not_give_is_not_waited_for_long() {
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Done()));
    for (int look = 1; look <= Aftermath.LOOKS_FOR_NUMBER; look++) {
      hear(new Heard.Looked(Scene.of(new Sighting.Unreachable("away"))));
      hear(new Heard.Rested());
    }

    assertThat(((WorkloadRolledBack) outcome()).revision()).isEqualTo(1);
  }

  @Test
  void a_broken_pod_of_a_set_is_deleted_once_the_target_is_observed() {
    attempt = attempt(WorkloadKind.STATEFUL_SET, Duration.ZERO);
    PodState broken = new PodState("backend-1", "uid-1", false, false, "bad");
    hear(new Heard.Begun());
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Done()));
    hear(new Heard.Looked(set(false, broken)));
    assertThat(move).isEqualTo(new Move.Rest(Aftermath.LOOK_INTERVAL));
    hear(new Heard.Rested());
    hear(new Heard.Looked(set(true, broken)));
    assertThat(move).isEqualTo(new Move.Delete(broken, Duration.ofSeconds(30)));
    hear(new Heard.Answered(new Answer.Done()));
    hear(new Heard.Rested());
    hear(new Heard.Looked(set(true)));
    hear(new Heard.Looked(set(true)));

    assertThat(((WorkloadRolledBack) outcome()).deletedPods()).containsExactly("backend-1");
  }

  @Test
  void a_set_that_stays_wedged_holds_the_outcome_up_no_longer_than_the_deadline() {
    attempt = attempt(WorkloadKind.STATEFUL_SET, Duration.ZERO);
    hear(new Heard.Begun());
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Done()));
    now = DEADLINE;
    hear(new Heard.Looked(set(false, new PodState("backend-1", "uid-1", false, false, "bad"))));

    assertThat(((WorkloadRolledBack) outcome()).deletedPods()).isEmpty();
  }

  @Test
  void a_brake_that_is_pulled_during_the_capture_forbids_the_write() {
    attempt = attempt(WorkloadKind.DEPLOYMENT, Duration.ofSeconds(3));
    hear(new Heard.Begun());
    hear(new Heard.Looked(live(BAD)));
    brake = HELD;
    hear(new Heard.Captured(Optional.of(EVIDENCE)));

    assertThat(((ExecutionOutcome.Refused) outcome()).reason()).isEqualTo(Refusal.HELD);
  }

  @Test
  void a_brake_that_nothing_is_known_of_is_asked_again() {
    brake = new Brake.Unknown("no broker");
    hear(new Heard.Looked(live(BAD)));
    assertThat(move).isEqualTo(new Move.Rest(RollBackAttempt.RETRY));
    hear(new Heard.Rested());
    now = DEADLINE;
    hear(new Heard.Looked(live(BAD)));

    assertThat(((ExecutionOutcome.Failed) outcome()).explanation()).contains("no broker");
  }

  @Test
  void a_pod_is_left_alone_under_a_hold() {
    attempt = attempt(WorkloadKind.STATEFUL_SET, Duration.ZERO);
    hear(new Heard.Begun());
    hear(new Heard.Looked(live(BAD)));
    hear(new Heard.Answered(new Answer.Done()));
    brake = HELD;
    hear(new Heard.Looked(set(true, new PodState("backend-1", "uid-1", false, false, "bad"))));

    assertThat(move).isEqualTo(new Move.Rest(Aftermath.LOOK_INTERVAL));
  }

  @Test
  void an_answer_to_nothing_is_a_bug() {
    Attempt survey = Attempt.at(RollBackAttemptTest.survey(), new StepRules(new Scope(List.of())));
    assertThatThrownBy(() -> survey.next(new Heard.Answered(new Answer.Done()), now))
        .hasMessageContaining("Expected an answer to the last move");
  }

  /** Where the brake is asked for, it is released. */
  private void hear(Heard heard) {
    move = attempt.next(heard, now);
    while (move instanceof Move.AskBrake) {
      move = attempt.next(new Heard.Braked(brake), now);
    }
  }

  private ExecutionOutcome outcome() {
    assertThat(move).isInstanceOf(Move.End.class);
    return ((Move.End) move).outcome();
  }

  private static Attempt attempt(WorkloadKind kind, Duration timeBox) {
    return Attempt.at(
        new RollBackWorkload(
            new ApplicationId("shop", "shop"),
            ROLLBACK,
            "roll-back-1",
            DEADLINE,
            new Target(new WorkloadRef(kind, "shop", "backend"), 1, GOOD, BAD),
            7,
            timeBox),
        new StepRules(new Scope(List.of())));
  }

  private static dev.walkback.events.execution.Execution.Survey survey() {
    return new dev.walkback.events.execution.Execution.Survey(
        new ApplicationId("shop", "shop"), ROLLBACK, "survey", DEADLINE, List.of());
  }

  private static Scene live(ContentDigest live) {
    return scene(live, Optional.empty());
  }

  private static Scene writtenByUs() {
    return scene(GOOD, Optional.of(ROLLBACK));
  }

  private static Scene scene(ContentDigest live, Optional<RollbackId> writer) {
    return new Scene(
        new Sighting.Present(facts(live, writer), OptionalLong.empty()),
        true,
        Optional.empty(),
        List.of());
  }

  private static Scene set(boolean observed, PodState... pods) {
    return new Scene(
        new Sighting.Present(facts(GOOD, Optional.of(ROLLBACK)), OptionalLong.of(7)),
        observed,
        Optional.of(new SetState(observed, "good", 0, 2, false)),
        List.of(pods));
  }

  private static WorkloadFacts facts(ContentDigest live, Optional<RollbackId> writer) {
    long goodNumber = live.equals(GOOD) ? 3 : 1;
    return new WorkloadFacts(
        new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend"),
        live,
        NOON,
        writer,
        false,
        List.of(
            new Revision(2, BAD, List.of(), NOON),
            new Revision(goodNumber, GOOD, List.of(), NOON)));
  }
}

package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_FRONTEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.SHOP;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RecoveryAwaited;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.Mark.State;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import dev.walkback.events.release.Standing;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification.AwaitRecovery;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.events.verification.Verification.Soak;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackTest {

  @Test
  void when_every_step_succeeded_recovery_of_all_workloads_is_awaited() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .suspect("Errors", Stories.BAD_BACKEND, Stories.OLD_FRONTEND)
            .done(BACK_BACKEND);

    assertThat(saga.lastEntry())
        .isEqualTo(new RecoveryAwaited(NOON.plusSeconds(300), Optional.of(1)));
    assertThat(saga.verifications())
        .containsExactly(
            new AwaitRecovery(
                SHOP,
                saga.live().id(),
                List.of(new Expected(BACKEND, V1), new Expected(FRONTEND, V3)),
                List.of(),
                Duration.ofSeconds(5),
                NOON.plusSeconds(300),
                Optional.of(1)));
  }

  @Test
  void while_a_step_is_open_nothing_is_verified() {
    assertThat(Stories.rollingBackTwo().done(BACK_FRONTEND).verifications()).isEmpty();
  }

  @Test
  void a_step_that_succeeded_is_not_counted_twice() {
    Saga saga = Stories.rollingBackTwo().done(BACK_FRONTEND).done(BACK_FRONTEND);

    assertThat(saga.last().isEmpty()).isTrue();
  }

  @Test
  void an_outcome_that_comes_after_the_end_changes_nothing() {
    Saga ended = Stories.rollingBack();
    var late =
        new dev.walkback.events.execution.ExecutionOutcome.Failed(
            SHOP, ended.live().id(), BACK_BACKEND, "late");

    assertThat(ended.timeOut().outcome(late).last().isEmpty()).isTrue();
  }

  @Test
  void an_outcome_of_another_rollback_changes_nothing() {
    var foreign =
        new dev.walkback.events.execution.ExecutionOutcome.Failed(
            SHOP, World.idOf("Other"), BACK_BACKEND, "not ours");

    assertThat(Stories.rollingBack().outcome(foreign).last().isEmpty()).isTrue();
  }

  @Test
  void a_refused_step_calls_a_human() {
    Saga saga = Stories.rollingBack().refused(BACK_BACKEND);

    assertThat(reason(saga)).isEqualTo(Reason.STEP_REFUSED);
    assertThat(saga.lastEntry(HumanNeeded.class).explanation()).contains(BACK_BACKEND, "resume it");
  }

  @Test
  void a_failed_step_calls_a_human_because_what_became_of_it_is_not_certain() {
    assertThat(reason(Stories.rollingBack().failed(BACK_BACKEND))).isEqualTo(Reason.STEP_TIMED_OUT);
  }

  @Test
  void a_refusal_waits_for_the_other_steps_before_a_human_is_called() {
    Saga saga = Stories.rollingBackTwo().refused(BACK_BACKEND);

    assertThat(saga.live().phase()).isEqualTo(RollbackStatus.Phase.ROLLING_BACK);
  }

  @Test
  void when_only_some_steps_succeeded_the_human_is_told_which() {
    Saga saga = Stories.rollingBackTwo().refused(BACK_BACKEND).done(BACK_FRONTEND);

    assertThat(reason(saga)).isEqualTo(Reason.PARTLY_EXECUTED);
    assertThat(saga.lastEntry(HumanNeeded.class).explanation())
        .contains("'roll-back deployment/backend' was refused", "frontend' succeeded");
  }

  @Test
  void a_silent_executor_is_given_up_after_the_step_deadline_and_its_grace() {
    Saga saga = Stories.rollingBack();

    assertThat(saga.timers()).containsEntry(saga.live().timer(), NOON.plusSeconds(30 + 3 + 10));
    assertThat(reason(saga.timeOut())).isEqualTo(Reason.STEP_TIMED_OUT);
  }

  @Test
  void a_timer_of_a_phase_that_is_over_means_nothing() {
    Saga saga = Stories.rollingBack();
    TimerName old = saga.live().timer();

    assertThat(saga.done(BACK_BACKEND).when(new Input.TimerFired(old)).last().isEmpty()).isTrue();
  }

  @Test
  void a_survey_that_fails_or_stays_silent_ends_with_nothing_changed() {
    assertThat(Stories.surveying().failed("survey").lastEntry()).isInstanceOf(RollbackFailed.class);
    assertThat(Stories.surveying().refused("survey").lastEntry())
        .isInstanceOf(RollbackFailed.class);
    assertThat(Stories.surveying().timeOut().lastEntry()).isInstanceOf(RollbackFailed.class);
  }

  @Test
  void a_rollback_that_changed_nothing_starts_no_cooldown() {
    Saga saga = Stories.surveying().timeOut().suspect("Errors", Stories.BAD_BACKEND);

    assertThat(saga.live().phase()).isEqualTo(RollbackStatus.Phase.ROLLING_BACK);
  }

  @Test
  void a_command_that_finds_no_target_starts_no_cooldown() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .command("typo", Optional.of(99L))
            .surveyed(Stories.BAD_BACKEND)
            .suspect("Errors", Stories.BAD_BACKEND);

    assertThat(saga.live().phase()).isEqualTo(RollbackStatus.Phase.ROLLING_BACK);
  }

  @Test
  void what_recovered_is_soaked() {
    Saga saga = Stories.soaking();

    assertThat(saga.verifications())
        .singleElement()
        .isInstanceOfSatisfying(
            Soak.class,
            soak -> assertThat(soak.until()).isEqualTo(saga.now().plus(Duration.ofMinutes(15))));
  }

  @Test
  void a_policy_without_a_soak_ends_with_the_recovery() {
    assertThat(Stories.healthyWithoutSoak().lastEntry()).isInstanceOf(RollbackSucceeded.class);
  }

  @Test
  void what_stayed_healthy_ends_the_rollback_and_quarantines_what_was_left() {
    Saga saga = Stories.healthy();

    RollbackSucceeded end = saga.lastEntry(RollbackSucceeded.class);
    assertThat(end.took()).isEqualTo(Duration.ofSeconds(15 * 60 + 22));
    assertThat(end.quarantined()).containsExactly(V2);
    assertThat(saga.state().memory().ledger().standing(V2)).isEqualTo(Standing.QUARANTINED);
    assertThat(saga.state().memory().ledger().standing(V1)).isEqualTo(Standing.VERIFIED);
    assertThat(saga.state().live()).isEmpty();
    assertThat(saga.timers()).isEmpty();
  }

  @Test
  void an_unhealthy_target_needs_a_human_and_only_what_was_left_is_quarantined() {
    Saga saga = Stories.verifying().concluded(Phase.RECOVERY, Verdict.UNHEALTHY);

    assertThat(reason(saga)).isEqualTo(Reason.TARGET_UNHEALTHY);
    assertThat(saga.state().memory().ledger().standing(V2)).isEqualTo(Standing.QUARANTINED);
    assertThat(saga.state().memory().ledger().standing(V1)).isEqualTo(Standing.OBSERVED);
  }

  @Test
  void no_data_does_not_pass_as_healthy() {
    assertThat(reason(Stories.verifying().concluded(Phase.RECOVERY, Verdict.INCONCLUSIVE)))
        .isEqualTo(Reason.VERIFICATION_INCONCLUSIVE);
    assertThat(reason(Stories.soaking().concluded(Phase.SOAK, Verdict.INCONCLUSIVE)))
        .isEqualTo(Reason.VERIFICATION_INCONCLUSIVE);
  }

  @Test
  void a_relapse_in_the_soak_needs_a_human() {
    assertThat(reason(Stories.soaking().concluded(Phase.SOAK, Verdict.UNHEALTHY)))
        .isEqualTo(Reason.RELAPSED);
  }

  @Test
  void a_silent_verifier_is_given_up() {
    assertThat(reason(Stories.verifying().timeOut())).isEqualTo(Reason.VERIFICATION_TIMED_OUT);
    assertThat(reason(Stories.soaking().timeOut())).isEqualTo(Reason.VERIFICATION_TIMED_OUT);
  }

  @Test
  void a_conclusion_of_the_recovery_does_not_end_the_soak() {
    assertThat(Stories.soaking().concluded(Phase.RECOVERY, Verdict.HEALTHY).last().isEmpty())
        .isTrue();
  }

  @Test
  void a_look_that_shows_nothing_new_is_not_put_on_record() {
    Saga saga =
        Stories.verifying()
            .looked(Phase.RECOVERY, Verdict.UNHEALTHY)
            .looked(Phase.RECOVERY, Verdict.UNHEALTHY);

    assertThat(saga.last().isEmpty()).isTrue();
  }

  @Test
  void the_status_tells_when_each_phase_began() {
    assertThat(Stories.healthy().status().history())
        .containsExactly(
            new PhaseStart(RollbackStatus.Phase.SURVEYING, NOON),
            new PhaseStart(RollbackStatus.Phase.ROLLING_BACK, NOON),
            new PhaseStart(RollbackStatus.Phase.VERIFYING, NOON.plusSeconds(2)),
            new PhaseStart(RollbackStatus.Phase.SOAKING, NOON.plusSeconds(22)),
            new PhaseStart(RollbackStatus.Phase.HEALTHY, NOON.plusSeconds(922)));
  }

  @Test
  void at_the_end_what_was_proven_is_ticked_and_the_rest_is_left_to_humans() {
    RollbackStatus status = Stories.healthy().status();

    assertThat(status.checklist()).extracting(Mark::box).containsExactly(Box.values());
    assertThat(boxes(status, State.TICKED))
        .containsExactly(
            Box.INCIDENT_DECLARED,
            Box.STATE_CAPTURED,
            Box.ROLLBACK_EXECUTED,
            Box.PODS_HEALTHY,
            Box.SERVICES_ACCESSIBLE,
            Box.INCIDENT_DOCUMENTED);
    assertThat(boxes(status, State.FOR_HUMANS)).hasSize(9);
    assertThat(status.checklist()).noneMatch(mark -> mark.note().isBlank());
  }

  @Test
  void seeing_healthy_pods_once_is_no_proof() {
    RollbackStatus status = Stories.verifying().looked(Phase.RECOVERY, Verdict.HEALTHY).status();

    assertThat(mark(status, Box.PODS_HEALTHY).state()).isEqualTo(State.OPEN);
    assertThat(mark(status, Box.PODS_HEALTHY).note()).contains("2 of 2 ready");
  }

  @Test
  void an_unhealthy_target_leaves_its_boxes_failed() {
    RollbackStatus status =
        Stories.verifying().concluded(Phase.RECOVERY, Verdict.UNHEALTHY).status();

    assertThat(boxes(status, State.FAILED))
        .containsExactly(Box.PODS_HEALTHY, Box.SERVICES_ACCESSIBLE);
  }

  @Test
  void a_step_without_evidence_leaves_the_capture_failed() {
    Saga saga = Stories.rollingBack();
    saga.outcome(
        new dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack(
            SHOP,
            saga.live().id(),
            BACK_BACKEND,
            dev.walkback.events.execution.ExecutionOutcome.Effect.ALREADY_LIVE,
            3,
            NOON,
            List.of(),
            Optional.empty()));

    assertThat(mark(saga.status(), Box.STATE_CAPTURED).state()).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void no_human_is_called_for_a_reason_that_the_state_cannot_have(Reason reason) {
    for (ApplicationState state : Machine.states()) {
      boolean may = state.live().map(live -> live.humanReasons().contains(reason)).orElse(false);
      AuditEntry entry = new HumanNeeded(reason, "why", Optional.empty(), List.of());
      if (!may) {
        assertThatThrownBy(() -> Fold.evolve(state, entry, NOON))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("Expected a legal move of production/shop");
      }
    }
  }

  @Test
  void a_second_rollback_cannot_start_beside_a_live_one() {
    ApplicationState live = Stories.rollingBack().state();
    AuditEntry second =
        new AuditEntry.RollbackStarted(
            World.idOf("B"),
            World.alert("B"),
            policy(BACKEND),
            Optional.empty(),
            2,
            Optional.empty());

    assertThatThrownBy(() -> Fold.evolve(live, second, NOON))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_fence_never_falls() {
    ApplicationState ended = Stories.healthy().state();
    AuditEntry stale =
        new AuditEntry.RollbackStarted(
            World.idOf("B"),
            World.alert("B"),
            policy(BACKEND),
            Optional.empty(),
            1,
            Optional.empty());

    assertThatThrownBy(() -> Fold.evolve(ended, stale, NOON))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void every_trigger_ends_in_exactly_one_final_entry() {
    for (Map.Entry<String, Saga> story : Stories.all().entrySet()) {
      Saga saga = story.getValue();
      long ends = saga.log().stream().mapToLong(logged -> ends(logged.entry())).sum();
      long open = saga.state().live().isPresent() ? 1 : 0;
      long triggers = saga.state().memory().seen().size() - open;

      assertThat(ends).as(story.getKey()).isEqualTo(triggers);
    }
  }

  private static long ends(AuditEntry entry) {
    return (entry.endsRollback() ? 1L : 0L) + (entry.concludes().isPresent() ? 1L : 0L);
  }

  private static Reason reason(Saga saga) {
    return saga.lastEntry(HumanNeeded.class).reason();
  }

  private static Mark mark(RollbackStatus status, Box box) {
    return status.checklist().stream().filter(m -> m.box() == box).findFirst().orElseThrow();
  }

  private static List<Box> boxes(RollbackStatus status, State state) {
    return status.checklist().stream()
        .filter(mark -> mark.state() == state)
        .map(Mark::box)
        .toList();
  }
}

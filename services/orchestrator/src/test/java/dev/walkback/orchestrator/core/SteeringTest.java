package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.Stories.BAD_BACKEND;
import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.OperatorEntry.Acknowledged;
import dev.walkback.events.audit.OperatorEntry.PlanShown;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.verification.Verification;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SteeringTest {

  @Test
  void aborting_before_anything_was_sent_ends_at_once() {
    assertThat(
            Stories.awaitingApproval().abort("eve").lastEntry(RollbackAborted.class).explanation())
        .isEqualTo("Nothing was changed");
  }

  @Test
  void aborting_while_a_step_is_on_its_way_waits_for_its_fate() {
    Saga saga = Stories.rollingBack().abort("eve");

    assertThat(saga.state().live()).isPresent();
    saga.done(BACK_BACKEND);
    assertThat(saga.lastEntry(RollbackAborted.class).explanation()).contains("succeeded");
    assertThat(saga.verifications()).isEmpty();
  }

  @Test
  void after_an_abort_no_alert_starts_it_again_before_the_cooldown_is_over() {
    Saga saga = Stories.waitingForAGuard().abort("eve").suspect("Again", BAD_BACKEND);

    assertThat(saga.lastEntry(TriggerSuppressed.class).reason()).isEqualTo(Suppression.COOLDOWN);
    assertThat(saga.lastEntry(TriggerSuppressed.class).explanation()).contains("eve");
    saga.pass(Duration.ofMinutes(30)).suspect("Later", World.facts(BACKEND, saga.now(), V1, V2));
    assertThat(saga.live().phase()).isEqualTo(Phase.WAITING);
  }

  @Test
  void what_a_rollback_wrote_is_remembered_though_the_next_one_was_aborted() {
    Saga saga =
        Stories.healthy()
            .pass(Duration.ofMinutes(31))
            .command("command-1", Optional.empty())
            .abort("eve")
            .pass(Duration.ofMinutes(31));

    saga.suspect("Again", World.facts(BACKEND, saga.now().minusSeconds(600), World.V3, V1));

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.ROLLBACK_OF_A_ROLLBACK);
  }

  @Test
  void a_command_for_another_rollback_changes_nothing() {
    Saga first = Stories.healthy();
    Saga saga =
        first
            .pass(Duration.ofHours(1))
            .suspect("Again", World.facts(BACKEND, NOON.plusSeconds(4000), V1, World.V3));

    saga.orders(
        "eve",
        o ->
            new Command.Abort(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), World.idOf("Errors")));

    assertThat(saga.lastEntry(TriggerSuppressed.class).reason())
        .isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(saga.state().live()).isPresent();
  }

  @Test
  void a_step_that_was_not_taken_waits_for_an_operator_as_long_as_the_policy_says() {
    Saga saga = Stories.stuckOnAStep();

    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_HUMAN);
    assertThat(saga.timers()).containsEntry(saga.live().timer(), NOON.plusSeconds(600));
    assertThat(saga.timeOut().lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.STEP_REFUSED);
  }

  @Test
  void a_retry_sends_the_steps_once_more_under_new_names_and_a_new_fence() {
    assertThat(Stories.stuckOnAStep().retry("grace").executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.RollBackWorkload.class,
            step -> {
              assertThat(step.step()).isEqualTo(BACK_BACKEND + " #2");
              assertThat(step.fence()).isEqualTo(2);
            });
  }

  @Test
  void a_retry_of_an_unhealthy_release_looks_again() {
    assertThat(Stories.stuckOnHealth().retry("grace").verifications())
        .singleElement()
        .isInstanceOfSatisfying(
            Verification.AwaitRecovery.class, look -> assertThat(look.round()).contains(2));
  }

  @Test
  void a_human_who_takes_over_ends_the_rollback() {
    assertThat(
            Stories.stuckOnHealth().acknowledge("grace").lastEntry(HumanNeeded.class).explanation())
        .contains("grace has taken over");
  }

  @Test
  void a_rollback_that_ended_in_trouble_is_acknowledged_once() {
    Saga saga = Stories.ended().acknowledge("grace").acknowledge("eve");

    assertThat(saga.lastEntry(TriggerSuppressed.class).reason())
        .isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(saga.state().memory().last().orElseThrow().acknowledgedBy()).contains("grace");
  }

  @Test
  void a_call_for_a_human_before_the_first_step_is_acknowledged_once() {
    Saga saga = Stories.withoutAnOlderContent().acknowledge("grace");

    assertThat(saga.lastEntry()).isInstanceOf(Acknowledged.class);
    saga.acknowledge("eve");
    assertThat(saga.lastEntry(TriggerSuppressed.class).reason())
        .isEqualTo(Suppression.NOT_APPLICABLE);
  }

  @Test
  void a_plan_that_nobody_agreed_to_is_acknowledged_though_another_rollback_ended_before() {
    Saga saga =
        Stories.healthy()
            .policyIsNow(World.guarded(rails -> rails.approvers(1)))
            .command("command-1", Optional.empty())
            .surveyed(World.facts(BACKEND, NOON, V1, World.V3))
            .timeOut();
    RollbackId silent = saga.status().rollbackId();

    saga.orders(
        "grace",
        o ->
            new Command.Acknowledge(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), silent));

    assertThat(saga.lastEntry(Acknowledged.class).rollback()).isEqualTo(silent);
  }

  @Test
  void who_took_over_before_the_end_need_not_say_so_after_it() {
    Saga saga = Stories.stuckOnHealth().acknowledge("grace").acknowledge("eve");

    assertThat(saga.lastEntry(TriggerSuppressed.class).reason())
        .isEqualTo(Suppression.NOT_APPLICABLE);
  }

  @Test
  void a_soak_that_is_extended_is_watched_by_a_new_round_to_its_new_end() {
    Saga saga = Stories.soaking().extendSoak("grace", NOON.plus(Duration.ofHours(2)));

    assertThat(saga.verifications())
        .singleElement()
        .isInstanceOfSatisfying(
            Verification.Soak.class,
            soak -> {
              assertThat(soak.until()).isEqualTo(NOON.plus(Duration.ofHours(2)));
              assertThat(soak.round()).contains(2);
            });
  }

  @Test
  void a_soak_may_be_ended() {
    assertThat(Stories.soaking().endSoak("grace").lastEntry())
        .isInstanceOf(RollbackSucceeded.class);
  }

  @Test
  void under_a_hold_nothing_is_sent_and_when_it_is_lifted_it_goes_on() {
    Saga saga = Stories.held();

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.resumed().timeOut().executions()).hasSize(1);
  }

  @Test
  void a_step_that_the_executor_held_is_sent_again_when_the_hold_is_lifted() {
    Saga saga = Stories.rollingBack().refused(BACK_BACKEND, Refusal.HELD, "held by ada");

    assertThat(saga.live().phase()).isEqualTo(Phase.WAITING);
    assertThat(saga.timeOut().executions())
        .extracting(Execution::step)
        .containsExactly(BACK_BACKEND + " #2");
  }

  @Test
  void a_hold_that_is_never_lifted_calls_a_human() {
    assertThat(
            Stories.held()
                .pass(Duration.ofHours(1))
                .timeOut()
                .lastEntry(HumanNeeded.class)
                .reason())
        .isEqualTo(Reason.HELD_TOO_LONG);
  }

  @Test
  void a_hold_that_is_never_lifted_leaves_nothing_changed() {
    Saga saga = Stories.held().pass(Duration.ofHours(1)).timeOut();

    assertThat(saga.lastEntry(HumanNeeded.class).explanation())
        .contains("ada", "nothing was changed");
  }

  @Test
  void a_hold_that_is_never_lifted_after_a_part_was_written_says_so() {
    Saga saga =
        Stories.rollingBackTwo()
            .heldBy(ApplicationId.EVERYTHING, "ada")
            .done(BACK_BACKEND)
            .refused(World.BACK_FRONTEND, Refusal.HELD, "held by ada")
            .pass(Duration.ofHours(1))
            .timeOut();

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.HELD_TOO_LONG);
    assertThat(saga.lastEntry(HumanNeeded.class).explanation())
        .contains("ada", "what its earlier steps wrote stays");
  }

  @Test
  void a_hold_of_the_application_itself_needs_no_view_of_anything() {
    Saga saga =
        Saga.by(policy(BACKEND)).hold("ada", Optional.empty()).suspect("Errors", BAD_BACKEND);

    assertThat(saga.executions()).isEmpty();
    saga.resume("ada");
    assertThat(saga.timeOut().executions()).hasSize(1);
  }

  @Test
  void a_hold_with_an_end_ends_by_itself() {
    Saga saga = Saga.of(ApplicationId.EVERYTHING).hold("ada", Optional.of(NOON.plusSeconds(60)));

    assertThat(saga.fire(TimerName.Kind.HOLD).state().hold()).isEmpty();
  }

  @Test
  void a_long_reason_is_cut_and_the_hold_is_placed() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .orders(
                "ada",
                o ->
                    new Command.Hold(
                        o.application(),
                        o.issuer(),
                        "why ".repeat(60_000),
                        o.expiresAt(),
                        Optional.empty()));

    assertThat(saga.state().hold().orElseThrow().reason()).hasSize(500).endsWith("…");
  }

  @Test
  void only_a_hold_or_a_resume_may_name_a_scope() {
    Saga saga = Saga.of(ApplicationId.everythingIn("production")).abort("eve");

    assertThat(saga.lastEntry(TriggerSuppressed.class).reason())
        .isEqualTo(Suppression.INVALID_COMMAND);
  }

  @Test
  void a_dry_run_shows_the_plan_and_sends_nothing_but_a_survey() {
    Saga saga = Saga.by(policy(BACKEND)).dryRun("ada");

    assertThat(saga.executions()).singleElement().isInstanceOf(Execution.Survey.class);
    saga.dryRunSurveyed(BAD_BACKEND);
    assertThat(saga.lastEntry(PlanShown.class).plan().orElseThrow().firstTargets())
        .extracting(target -> target.template())
        .containsExactly(V1);
    assertThat(saga.state().live()).isEmpty();
    assertThat(saga.timers()).isEmpty();
  }

  @Test
  void a_dry_run_says_what_is_not_on_the_cluster_and_plans_the_rest() {
    Saga saga = Saga.by(policy(BACKEND, World.FRONTEND)).dryRun("ada").dryRunSurveyed(BAD_BACKEND);

    assertThat(saga.lastEntry(PlanShown.class).plan()).isPresent();
    assertThat(saga.lastEntry(PlanShown.class).lines())
        .anyMatch(line ->
            line.subject().equals("deployment/frontend") && line.choice().equals("left out"));
  }

  @Test
  void a_dry_run_beside_a_live_rollback_says_that_it_would_join() {
    Saga saga = Stories.rollingBack().dryRun("ada").dryRunSurveyed(BAD_BACKEND);

    assertThat(saga.lastEntry(PlanShown.class).lines())
        .anyMatch(line -> line.choice().equals("would join"));
  }

  @Test
  void a_dry_run_of_another_revision_beside_a_live_rollback_says_that_it_would_be_refused() {
    Saga saga =
        Stories.rollingBack()
            .orders(
                "ada",
                o ->
                    new Command.PlanRollback(
                        o.application(),
                        o.issuer(),
                        o.reason(),
                        o.expiresAt(),
                        Optional.of(7L),
                        Optional.empty()))
            .dryRunSurveyed(BAD_BACKEND);

    assertThat(saga.lastEntry(PlanShown.class).lines())
        .anyMatch(line -> line.choice().equals("would be refused"));
  }

  @Test
  void alerts_start_no_more_rollbacks_than_the_policy_allows() {
    Saga saga =
        Saga.by(World.guarded(rails -> rails.atMost(1))).suspect("Errors", BAD_BACKEND).timeOut();

    saga.pass(Duration.ofHours(2)).suspect("Again", World.facts(BACKEND, saga.now(), V1, V2));

    assertThat(saga.lastEntry(TriggerSuppressed.class).reason())
        .isEqualTo(Suppression.TOO_MANY_ROLLBACKS);
  }

  @Test
  void a_budget_is_warned_of_before_it_is_over_and_stops_when_it_is_healthy() {
    Saga late = Stories.rollingBack();

    assertThat(late.timers().values()).contains(NOON.plusSeconds(240), NOON.plusSeconds(300));
    assertThat(Stories.soaking().timers()).hasSize(1);
  }
}

package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.Stories.BAD_BACKEND;
import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_FRONTEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.OperatorEntry.ApprovalGiven;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry.ApprovalAwaited;
import dev.walkback.events.audit.SagaEntry.ApprovalsVoid;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.policy.FreezeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private static final WorkloadRef BATCH =
      new WorkloadRef(WorkloadKind.DAEMON_SET, "production", "batch");
  private static final WorkloadFacts BAD_FRONTEND =
      facts(FRONTEND, NOON.minusSeconds(50), ContentDigest.of("older"), ContentDigest.of("newer"));
  private static final FreezeWindow FROM_NOON = freezeFrom(LocalTime.of(13, 0));
  private static final FreezeWindow SOON_AFTER_NOON = freezeFrom(LocalTime.of(13, 5));

  private static FreezeWindow freezeFrom(LocalTime inBerlin) {
    return new FreezeWindow(
        Set.of(DayOfWeek.TUESDAY),
        inBerlin,
        LocalTime.of(14, 0),
        ZoneId.of("Europe/Berlin"),
        "the big sale");
  }

  @Test
  void a_plan_that_needs_approval_sends_no_step() {
    Saga saga = Stories.awaitingApproval();

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.lastEntry(ApprovalAwaited.class).approvers()).isEqualTo(2);
  }

  @Test
  void one_approval_of_two_is_not_enough() {
    Saga saga = Stories.awaitingApproval().approve("bob");

    assertThat(saga.lastEntry()).isInstanceOf(ApprovalGiven.class);
    assertThat(saga.executions()).isEmpty();
  }

  @Test
  void nobody_counts_twice() {
    Saga saga = Stories.awaitingApproval().approve("bob").approve(" BOB ");

    assertThat(suppression(saga)).isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(saga.live().course().approvals().given()).containsExactly("bob");
  }

  @Test
  void whoever_asked_for_the_rollback_does_not_count() {
    Saga saga =
        Saga.by(World.guarded(rails -> rails.approvers(1)))
            .command("command-1", Optional.empty())
            .surveyed(BAD_BACKEND)
            .approve("ada");

    assertThat(suppression(saga)).isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
  }

  @Test
  void an_approval_of_another_plan_does_not_count() {
    Saga saga =
        Stories.awaitingApproval()
            .orders(
                "bob",
                o ->
                    new Command.Approve(
                        o.application(),
                        o.issuer(),
                        o.reason(),
                        o.expiresAt(),
                        o.rollbackId(),
                        V3));

    assertThat(suppression(saga)).isEqualTo(Suppression.NOT_APPLICABLE);
  }

  @Test
  void when_enough_agreed_the_cluster_is_read_once_more_before_anything_is_written() {
    Saga saga = Stories.awaitingApproval().approve("bob").approve("eve");

    assertThat(saga.executions()).singleElement().isInstanceOf(Execution.Survey.class);
  }

  @Test
  void what_was_agreed_to_goes_out_with_the_names_of_those_who_agreed() {
    Saga saga = Stories.awaitingApproval().approve("bob").approve("eve").surveyed(BAD_BACKEND);

    assertThat(saga.executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.RollBackWorkload.class,
            step -> assertThat(step.approved().orElseThrow().by()).containsExactly("bob", "eve"));
  }

  @Test
  void after_approval_what_was_read_before_is_read_once_more_and_nothing_else() {
    var policy =
        policy(BACKEND, FRONTEND, BATCH).guardedBy(Rails.DEFAULT.approvers(1).guardrails());
    Saga saga = Saga.by(policy).suspect("Errors", BAD_BACKEND, Stories.OLD_FRONTEND).approve("bob");

    assertThat(saga.executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.Survey.class,
            survey -> assertThat(survey.workloads()).containsExactly(BACKEND, FRONTEND));
  }

  @Test
  void what_was_to_go_back_and_is_gone_after_approval_is_told_to_a_human() {
    var policy = policy(BACKEND, FRONTEND).guardedBy(Rails.DEFAULT.approvers(1).guardrails());
    Saga saga =
        Saga.by(policy)
            .suspect("Errors", BAD_BACKEND, Stories.OLD_FRONTEND)
            .approve("bob")
            .surveyed(Stories.OLD_FRONTEND);

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.NO_TARGET);
  }

  @Test
  void when_the_cluster_moved_approvals_are_void_and_asked_for_anew() {
    Saga saga =
        Stories.awaitingApproval()
            .approve("bob")
            .approve("eve")
            .surveyed(facts(BACKEND, NOON, V1, V3));

    assertThat(saga.last().entries()).first().isInstanceOf(ApprovalsVoid.class);
    assertThat(saga.lastEntry()).isInstanceOf(ApprovalAwaited.class);
    assertThat(saga.executions()).isEmpty();
    assertThat(saga.live().course().approvals().given()).isEmpty();
  }

  @Test
  void a_plan_that_nobody_agrees_to_ends_with_a_human_and_nothing_touched() {
    Saga saga = Stories.awaitingApproval().approve("bob").timeOut();

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.APPROVAL_MISSING);
  }

  @Test
  void after_a_rejected_plan_no_alert_starts_it_again_before_the_cooldown_is_over() {
    Saga saga = Stories.awaitingApproval().reject("eve").suspect("Again", BAD_BACKEND);

    assertThat(suppression(saga)).isEqualTo(Suppression.COOLDOWN);
    assertThat(saga.lastEntry(TriggerSuppressed.class).explanation())
        .contains("eve", World.idOf("Errors").toString());
  }

  @Test
  void a_command_goes_back_though_the_plan_was_rejected() {
    Saga saga = Stories.awaitingApproval().reject("eve").command("command-1", Optional.empty());

    assertThat(saga.live().phase()).isEqualTo(Phase.SURVEYING);
  }

  @Test
  void in_a_freeze_an_alert_needs_somebody_and_a_command_does_not() {
    var policy = World.guarded(rails -> rails.freeze(FROM_NOON));

    Saga byAlert = Saga.by(policy).suspect("Errors", BAD_BACKEND);
    Saga byCommand = Saga.by(policy).command("command-1", Optional.empty()).surveyed(BAD_BACKEND);

    assertThat(byAlert.lastEntry(ApprovalAwaited.class).why())
        .anyMatch(w -> w.contains("big sale"));
    assertThat(byCommand.live().phase()).isEqualTo(Phase.ROLLING_BACK);
  }

  @Test
  void a_release_that_came_while_approval_was_awaited_is_nothing_that_the_alert_is_about() {
    Saga saga =
        Stories.awaitingApproval()
            .approve("bob")
            .approve("eve")
            .surveyed(facts(BACKEND, NOON.plusSeconds(300), V1, V2, V3));

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.NO_TARGET);
    assertThat(saga.lastEntry(HumanNeeded.class).explanation()).contains("after the alert began");
  }

  @Test
  void after_a_release_that_came_meanwhile_a_command_does_not_go_back_to_what_it_was_to_leave() {
    Saga saga =
        Saga.by(World.guarded(rails -> rails.approvers(1)))
            .command("command-1", Optional.empty())
            .surveyed(facts(BACKEND, NOON, V1, V2))
            .approve("bob")
            .surveyed(facts(BACKEND, NOON.plusSeconds(300), V1, V2, V3));

    assertThat(saga.live().story().plan()).containsExactly(new Target(BACKEND, 1, V1, V3));
  }

  @Test
  void an_approval_that_comes_after_its_time_finds_nothing_to_agree_to() {
    Saga saga = Stories.awaitingApproval().timeOut().pass(Duration.ofSeconds(1));

    Saga late =
        saga.orders(
            "bob",
            o ->
                new Command.Approve(
                    o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId(), V1));

    assertThat(suppression(late)).isEqualTo(Suppression.NOT_APPLICABLE);
  }

  @Test
  void a_step_whose_approval_was_too_old_is_asked_for_again() {
    Saga saga =
        Stories.awaitingApproval()
            .approve("bob")
            .approve("eve")
            .surveyed(BAD_BACKEND)
            .refused(BACK_BACKEND, Refusal.APPROVAL_EXPIRED, "too old");

    assertThat(saga.lastEntry()).isInstanceOf(ApprovalAwaited.class);
  }

  @Test
  void an_approval_gets_old_while_a_hold_lasts_though_steps_were_sent() {
    Saga saga =
        Stories.awaitingApproval()
            .approve("bob")
            .approve("eve")
            .surveyed(BAD_BACKEND)
            .refused(BACK_BACKEND, Refusal.HELD, "held by ada")
            .pass(Duration.ofMinutes(16))
            .timeOut();

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
  }

  @Test
  void what_is_sent_again_with_nothing_written_goes_out_with_the_age_of_its_approval() {
    Saga saga = Stories.awaitingApproval().approve("bob").approve("eve").surveyed(BAD_BACKEND);
    var until = saga.live().course().approvals().until();

    saga.refused(BACK_BACKEND, Refusal.HELD, "held by ada").timeOut();

    assertThat(saga.executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.RollBackWorkload.class,
            step -> assertThat(step.approved().orElseThrow().until()).isEqualTo(until));
  }

  @Test
  void what_was_agreed_to_holds_to_its_end_once_a_part_is_written() {
    Saga saga =
        Saga.by(World.policy(BACKEND, FRONTEND).guardedBy(Rails.DEFAULT.approvers(1).guardrails()))
            .suspect("Errors", BAD_BACKEND, BAD_FRONTEND)
            .approve("bob")
            .surveyed(BAD_BACKEND, BAD_FRONTEND)
            .done(BACK_BACKEND)
            .refused(BACK_FRONTEND, Refusal.HELD, "held by ada")
            .pass(Duration.ofMinutes(16))
            .timeOut();

    assertThat(saga.executions()).hasSize(2);
  }

  @Test
  void an_approval_that_was_too_old_is_asked_for_again_though_another_step_was_held() {
    Saga saga =
        Saga.by(World.policy(BACKEND, FRONTEND).guardedBy(Rails.DEFAULT.approvers(1).guardrails()))
            .suspect("Errors", BAD_BACKEND, BAD_FRONTEND)
            .approve("bob")
            .surveyed(BAD_BACKEND, BAD_FRONTEND)
            .refused(BACK_FRONTEND, Refusal.HELD, "held by ada")
            .refused(BACK_BACKEND, Refusal.APPROVAL_EXPIRED, "too old");

    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
  }

  @Test
  void a_freeze_that_begins_while_a_hold_lasts_asks_people() {
    Saga saga =
        Saga.by(World.guarded(rails -> rails.freeze(SOON_AFTER_NOON)))
            .heldBy(ApplicationId.EVERYTHING, "ada")
            .suspect("Errors", BAD_BACKEND)
            .pass(Duration.ofMinutes(10))
            .resumed()
            .timeOut();

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.lastEntry(ApprovalAwaited.class).approvers()).isEqualTo(1);
    assertThat(saga.lastEntry(ApprovalAwaited.class).why()).anyMatch(w -> w.contains("big sale"));
  }

  @Test
  void a_freeze_that_begins_after_the_first_write_stops_nothing() {
    Saga saga =
        Saga.by(
                World.policy(BACKEND, FRONTEND)
                    .guardedBy(Rails.DEFAULT.freeze(SOON_AFTER_NOON).guardrails()))
            .suspect("Errors", BAD_BACKEND, BAD_FRONTEND)
            .done(BACK_BACKEND)
            .refused(BACK_FRONTEND, Refusal.HELD, "held by ada")
            .pass(Duration.ofMinutes(10))
            .timeOut();

    assertThat(saga.executions()).hasSize(2);
  }

  private static Suppression suppression(Saga saga) {
    return saga.lastEntry(TriggerSuppressed.class).reason();
  }
}

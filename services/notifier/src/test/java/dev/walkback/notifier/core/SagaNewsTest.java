package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.notifier.Saga;
import dev.walkback.notifier.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people are told between the plan of a rollback and its end. */
class SagaNewsTest {

  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private static final Posted POSTED = new Posted("C0INCIDENTS", "1.000001");
  private static final Rules RULES =
      new Rules(Optional.empty(), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24));

  private final Story story = new Story("production/backend", Optional.of("#incidents"), START);
  private final Saga saga = new Saga(story);
  private Correspondence correspondence =
      Correspondence.none(ApplicationId.parse("production/backend"));

  @BeforeEach
  void planned() {
    tell(story.started(), saga.planned());
  }

  @Test
  void who_is_asked_to_approve_sees_what_and_why_and_until_when() {
    tell(saga.approvalWanted());

    assertThat(parent().title()).isEqualTo("🙋 APPROVAL WANTED: production/backend");
    assertThat(parent().todo())
        .contains(
            "0 of 2 have agreed. Asked until 03:15:02 UTC; whoever asked for the rollback does not count.",
            "Why people are asked: a database migration asks for 2 people");
  }

  @Test
  void who_is_asked_to_approve_can_copy_the_command_for_exactly_this_plan() {
    tell(saga.approvalWanted());

    assertThat(parent().commands())
        .extracting(Instruction::command)
        .containsExactly(
            "./walkback approve production/backend --plan " + Saga.PLAN.digest().abbreviated(),
            "./walkback reject production/backend --reason 'WHY'");
    assertThat(parent().todo()).contains("Plan " + Saga.PLAN.digest());
  }

  @Test
  void the_call_for_approval_shows_the_whole_plan() {
    tell(saga.approvalWanted());

    assertThat(newest().facts())
        .contains(
            new Fact(
                "Tried in this order",
                List.of(
                    "1. Helm release production/shop to revision 41",
                    "2. the workloads themselves",
                    "3. the workloads themselves, one release further back")))
        .anyMatch(fact ->
            fact.lines().contains("deployment/backend: to revision 2 (verified, served 3 days)"));
    assertThat(newest().call()).isPresent();
  }

  @Test
  void an_approval_says_who_and_how_many_are_missing() {
    tell(saga.approvalWanted(), saga.approved("alice"));

    assertThat(newest().title()).isEqualTo("👍 alice agrees");
    assertThat(newest().headline()).startsWith("1 of 2 have agreed; asked until");
    assertThat(parent().todo().getFirst()).startsWith("1 of 2 have agreed (alice).");
  }

  @Test
  void an_approval_more_is_no_new_call() {
    tell(saga.approvalWanted());
    Optional<String> call = parent().call();

    tell(saga.approved("alice"));

    assertThat(parent().call()).isEqualTo(call);
    assertThat(newest().call()).isEmpty();
  }

  @Test
  void approvals_that_count_no_more_are_told() {
    tell(saga.approvalWanted(), saga.approved("alice"), saga.approvalsVoid());

    assertThat(newest().title()).isEqualTo("♻️ Approvals are void");
    assertThat(parent().commands()).isEmpty();
  }

  @Test
  void a_refused_plan_ends_it_and_names_who_refused_and_why() {
    tell(saga.approvalWanted(), saga.rejected("bob"));

    assertThat(parent().title())
        .isEqualTo("🚫 ROLLBACK REJECTED, NOTHING WAS CHANGED: production/backend");
    assertThat(parent().todo()).contains("bob said: the migration is fine");
    assertThat(parent().facts()).contains(Fact.of("Incident commander", "bob"));
    assertThat(parent().last()).isTrue();
  }

  @Test
  void an_aborted_one_says_what_was_written_and_stays() {
    tell(saga.attempt(0, 1), saga.abortAsked("bob"), saga.aborted());

    assertThat(parent().title()).isEqualTo("🛑 ROLLBACK ABORTED: production/backend");
    assertThat(parent().todo()).contains("deployment/backend asks for revision 2 and stays so");
    assertThat(parent().facts()).contains(Fact.of("Incident commander", "bob"));
  }

  @Test
  void who_waits_says_for_whom() {
    tell(saga.waiting(Optional.of("alice holds production/*: database work until 04:00")));

    assertThat(parent().title()).isEqualTo("⏸ ROLLBACK WAITS: production/backend");
    assertThat(parent().facts())
        .contains(Fact.of("Status", "alice holds production/*: database work until 04:00"));
    assertThat(newest().title()).isEqualTo("⏸ Waiting");
  }

  @Test
  void to_ask_for_leave_and_get_it_is_no_news() {
    tell(saga.waiting(Optional.empty()));

    assertThat(parent().title()).isEqualTo("🚨 ROLLBACK STARTED: production/backend");
    assertThat(newest().title()).isEqualTo("🎯 Targets resolved");
  }

  @Test
  void the_first_attempt_is_no_news() {
    tell(saga.attempt(0, 1));

    assertThat(newest().title()).isEqualTo("🎯 Targets resolved");
    assertThat(parent().facts())
        .contains(Fact.of("Attempt", "1 of 3: Helm release production/shop to revision 41"));
  }

  @Test
  void a_way_back_that_did_not_work_is_told_with_what_is_tried_next() {
    tell(saga.attempt(0, 1), saga.attemptLeft());

    assertThat(newest().title()).isEqualTo("↪️ This way back did not work");
    assertThat(newest().headline()).isEqualTo("Helm did not answer within 30 s");
    assertThat(newest().facts()).containsExactly(Fact.of("Tried next", "the workloads themselves"));
  }

  @Test
  void a_target_that_is_bad_as_well_is_told_with_the_release_before_it() {
    tell(saga.attempt(0, 1), saga.targetGivenUp());

    assertThat(newest().facts())
        .containsExactly(
            Fact.of("Tried next", "the workloads themselves, one release further back"));
  }

  @Test
  void a_later_attempt_shows_what_it_goes_back_to() {
    tell(saga.attempt(0, 1), saga.targetGivenUp(), saga.attempt(2, 2));

    assertThat(newest().title()).isEqualTo("⏪ Attempt 3 of 3");
    assertThat(parent().title()).isEqualTo("🚨 ROLLING BACK, ATTEMPT 3 OF 3: production/backend");
    assertThat(parent().facts())
        .contains(
            Fact.of(
                "Target version",
                "deployment/backend revision 1 (registry.example/backend:1.4.1)"));
  }

  @Test
  void an_owner_that_went_back_is_told_in_its_own_terms() {
    tell(saga.attempt(0, 1), saga.ownerWentBack());

    assertThat(newest().headline())
        .startsWith("Helm release production/shop asks for revision 41: written at");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void who_wants_help_says_what_an_operator_may_do(Reason reason) {
    tell(saga.attempt(0, 1), saga.stepRefused("1-backend"), saga.helpWanted(reason));

    assertThat(parent().title()).isEqualTo("🆘 HELP WANTED: production/backend");
    assertThat(newest().call()).isPresent();
    assertThat(parent().commands())
        .extracting(Instruction::command)
        .containsExactly(
            "./walkback retry production/backend",
            "./walkback skip production/backend '1-backend' --reason 'WHY'",
            "./walkback ack production/backend",
            "./walkback abort production/backend --reason 'WHY'");
  }

  @Test
  void what_is_wanted_stays_on_top_while_alerts_come_in() {
    tell(saga.attempt(0, 1), saga.helpWanted(Reason.STEP_REFUSED), story.joined());

    assertThat(parent().todo().getFirst()).contains("the rollout is paused");
  }

  @Test
  void after_a_retry_nothing_is_left_to_skip() {
    tell(saga.attempt(0, 1), saga.stepRefused("1-backend"), saga.helpWanted(Reason.STEP_REFUSED));
    tell(saga.asIs(new OperatorEntry.RetryAsked(story.command("bob", "unpaused it"))));
    tell(saga.helpWanted(Reason.TARGET_UNHEALTHY));

    assertThat(parent().commands())
        .extracting(Instruction::command)
        .noneMatch(command -> command.startsWith("./walkback skip"));
  }

  @Test
  void operators_are_named_with_their_reason() {
    tell(saga.asIs(new OperatorEntry.StepSkipped(story.command("bob", "it is gone"), "1-backend")));

    assertThat(newest().title()).isEqualTo("⏭ bob skips a step");
    assertThat(newest().facts())
        .containsExactly(Fact.of("Said by bob at 03:00:02 UTC", "it is gone"));
  }

  @Test
  void what_somebody_tried_in_vain_is_told_where_it_concerns() {
    tell(
        saga.asIs(
            new TriggerSuppressed(
                story.command("bob", "looks good"),
                Suppression.NOT_APPLICABLE,
                "bob asked for this rollback and cannot approve it")));

    assertThat(newest().title()).isEqualTo("↩️ Not done");
  }

  @Test
  void most_of_the_budget_over_is_a_warning_that_calls_nobody() {
    tell(saga.attempt(0, 1), saga.late());

    assertThat(newest().title()).isEqualTo("⏱ Most of the time is over");
    assertThat(newest().call()).isEmpty();
    assertThat(parent().facts())
        .contains(Fact.of("Healthy by", "⏱ 03:01:03 UTC; most of the time is over"));
  }

  @Test
  void the_budget_over_calls_people() {
    tell(saga.attempt(0, 1), saga.overdue());

    assertThat(newest().title()).isEqualTo("⏰ Out of time");
    assertThat(newest().call()).isPresent();
    assertThat(parent().tone()).isEqualTo(Tone.ALARM);
    assertThat(parent().todo()).anyMatch(line -> line.startsWith("It should be healthy by now"));
  }

  @Test
  void who_has_taken_over_is_not_called_once_more() {
    tell(saga.attempt(0, 1), saga.helpWanted(Reason.STEP_REFUSED));
    tell(saga.asIs(new OperatorEntry.Acknowledged(story.command("carol", "mine"), story.id())));
    tell(story.needsHuman(Reason.STEP_REFUSED));

    assertThat(parent().facts()).contains(Fact.of("Incident commander", "carol"));
    assertThat(parent().call()).isEmpty();
    assertThat(newest().call()).isEmpty();
  }

  @Test
  void who_takes_over_after_the_end_becomes_the_commander() {
    tell(saga.attempt(0, 1), story.needsHuman(Reason.TARGET_UNHEALTHY));
    tell(
        story.beside(
            new OperatorEntry.Acknowledged(story.command("carol", "I am on it"), story.id())));

    assertThat(parent().facts())
        .contains(Fact.of("Incident commander", "carol, who has taken over"));
    assertThat(newest().title()).isEqualTo("🫡 carol has taken over");
  }

  @Test
  void where_messages_cannot_be_edited_each_call_is_a_message_of_its_own() {
    assertThat(deliver(Style.START_AND_END)).isEqualTo(1);

    tell(saga.approvalWanted());
    int calls = deliver(Style.START_AND_END);
    tell(saga.approved("alice"));
    int again = deliver(Style.START_AND_END);

    assertThat(calls).isEqualTo(1);
    assertThat(again).isZero();
  }

  private void tell(AuditRecord... records) {
    for (AuditRecord record : records) {
      correspondence = correspondence.fold(record, RULES, record.at());
    }
  }

  private Card parent() {
    return correspondence.threads().getFirst().card();
  }

  /** The newest reply. */
  private Card newest() {
    return correspondence.threads().getFirst().replies().getLast().card();
  }

  private int deliver(Style style) {
    int count = 0;
    for (Optional<Delivery> next = correspondence.next(style);
        next.isPresent();
        next = correspondence.next(style)) {
      correspondence = correspondence.told(next.get(), Optional.of(POSTED));
      count++;
    }
    return count;
  }
}

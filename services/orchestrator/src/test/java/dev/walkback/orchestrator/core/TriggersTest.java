package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.SHOP;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.alert;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.idOf;
import static dev.walkback.orchestrator.core.World.policy;
import static dev.walkback.orchestrator.core.World.writtenBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.suspicion.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggersTest {

  private static final Instant HOUR_AGO = NOON.minus(Duration.ofHours(1));
  private static final WorkloadFacts BAD = Stories.BAD_BACKEND;

  @Test
  void a_suspected_release_starts_a_rollback_and_its_steps_at_once() {
    Saga saga = Saga.by(policy(BACKEND)).suspect("Errors", BAD);

    assertThat(saga.log())
        .extracting(logged -> (Object) logged.entry().getClass())
        .containsExactly(RollbackStarted.class, TargetsResolved.class, AttemptStarted.class);
    assertThat(saga.executions())
        .containsExactly(
            new Execution.RollBackWorkload(
                SHOP,
                idOf("Errors"),
                BACK_BACKEND,
                NOON.plusSeconds(30),
                new Target(BACKEND, 1, V1, V2),
                1,
                Duration.ofSeconds(3)));
  }

  @Test
  void workloads_that_the_policy_does_not_name_are_left_alone() {
    Saga saga = Saga.by(policy(BACKEND)).suspect("Errors", BAD, Stories.BAD_FRONTEND);

    assertThat(saga.executions()).hasSize(1);
  }

  @Test
  void all_steps_go_out_together() {
    assertThat(Stories.rollingBackTwo().executions())
        .extracting(Execution::step)
        .containsExactly(BACK_BACKEND, World.BACK_FRONTEND);
  }

  @Test
  void the_target_is_the_newest_older_content_not_the_next_number() {
    Saga saga = Saga.by(policy(BACKEND)).suspect("Errors", facts(BACKEND, NOON, V3, V1, V2, V2));

    assertThat(saga.live().story().plan()).containsExactly(new Target(BACKEND, 2, V1, V2));
  }

  @Test
  void a_quarantined_content_is_no_target() {
    Saga saga =
        Stories.healthy()
            .pass(Duration.ofHours(1))
            .suspect("Again", facts(BACKEND, NOON.plus(Duration.ofHours(1)), V1, V2, V3));

    assertThat(saga.live().story().plan()).containsExactly(new Target(BACKEND, 1, V1, V3));
  }

  @Test
  void a_released_workload_without_an_older_content_needs_a_human_and_nothing_is_touched() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .suspect("Errors", BAD, facts(FRONTEND, NOON, ContentDigest.of("only")));

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.NO_TARGET);
    assertThat(saga.lastEntry(HumanNeeded.class).explanation()).contains("deployment/frontend");
    assertThat(saga.executions()).isEmpty();
  }

  @Test
  void content_that_a_rollback_wrote_is_not_rolled_back_by_an_alert() {
    assertThat(DirectStories.ofARollback().lastEntry(HumanNeeded.class).reason())
        .isEqualTo(Reason.ROLLBACK_OF_A_ROLLBACK);
  }

  @Test
  void the_target_of_the_last_rollback_is_recognised_even_without_its_mark_on_the_cluster() {
    Saga saga =
        Stories.healthy()
            .pass(Duration.ofMinutes(40))
            .suspect("Again", facts(BACKEND, NOON, V3, V1));

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.ROLLBACK_OF_A_ROLLBACK);
  }

  @Test
  void a_new_release_goes_back_though_a_neighbour_was_rolled_back_before() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .suspect("Errors", BAD, writtenBy(idOf("Earlier"), Stories.BAD_FRONTEND));

    assertThat(saga.live().story().plan()).extracting(Target::workload).containsExactly(BACKEND);
  }

  @Test
  void a_further_alert_joins_the_live_rollback() {
    Saga saga = Stories.rollingBack().suspect("Latency", BAD);

    assertThat(saga.lastEntry()).isEqualTo(new TriggerJoined(alert("Latency"), idOf("Errors")));
    assertThat(saga.status().joinedTriggers()).isEqualTo(1);
    assertThat(saga.last().effects()).isEmpty();
  }

  @Test
  void an_alert_that_finds_nothing_released_joins_when_a_rollback_has_just_done_it() {
    Saga saga =
        Stories.verifying()
            .suspect(new Suspicion.NothingReleased(SHOP, alert("Late"), HOUR_AGO, List.of()));

    assertThat(saga.lastEntry()).isInstanceOf(TriggerJoined.class);
  }

  @Test
  void an_alert_that_the_last_rollback_has_answered_is_told_which_one_it_was() {
    Saga saga =
        Stories.healthy()
            .suspect(new Suspicion.NothingReleased(SHOP, alert("Late"), HOUR_AGO, List.of()));

    assertThat(saga.lastEntry(TriggerSuppressed.class).explanation())
        .contains(idOf("Errors").toString(), "after this alert began");
  }

  @Test
  void the_same_alert_is_heard_once() {
    Saga saga = Stories.rollingBack().suspect("Errors", BAD);

    assertThat(saga.last().isEmpty()).isTrue();
  }

  @Test
  void the_same_alert_is_not_heard_again_after_the_end() {
    Saga saga = Stories.healthy().pass(Duration.ofHours(2)).suspect("Errors", BAD);

    assertThat(saga.last().isEmpty()).isTrue();
  }

  @Test
  void a_suppressed_alert_is_not_suppressed_twice() {
    var stale = new Suspicion.TriggerStale(SHOP, alert("Old"), "yesterday");

    assertThat(Saga.by(policy(BACKEND)).suspect(stale).suspect(stale).log()).hasSize(1);
  }

  @Test
  void after_a_rollback_alerts_are_suppressed_until_the_cooldown_is_over() {
    Saga saga = Stories.healthy().pass(Duration.ofMinutes(29)).suspect("Again", BAD);

    assertThat(suppression(saga)).isEqualTo(Suppression.COOLDOWN);
  }

  @Test
  void when_the_cooldown_is_over_an_alert_starts_the_next_rollback_with_a_higher_fence() {
    Saga saga =
        Stories.healthy()
            .pass(Duration.ofMinutes(30))
            .suspect("Again", facts(BACKEND, NOON, V1, V3));

    assertThat(saga.live().story().start().fence()).isEqualTo(2);
  }

  @Test
  void a_human_is_not_held_up_by_the_cooldown() {
    Saga saga = Stories.healthy().command("command-9", Optional.empty());

    assertThat(saga.live().phase()).hasToString("SURVEYING");
  }

  @Test
  void an_alert_for_an_application_without_a_policy_is_suppressed() {
    assertThat(suppression(Saga.withoutPolicy().suspect("Errors", BAD)))
        .isEqualTo(Suppression.UNKNOWN_APPLICATION);
  }

  @Test
  void what_the_detector_could_not_use_is_suppressed_with_its_reason() {
    assertThat(
            List.of(
                suppressed(new Suspicion.NothingReleased(SHOP, alert("A"), HOUR_AGO, List.of())),
                suppressed(new Suspicion.ApplicationUnknown(SHOP, alert("A"), "no policy")),
                suppressed(new Suspicion.TriggerStale(SHOP, alert("A"), "old")),
                suppressed(new Suspicion.ClusterUnreadable(SHOP, alert("A"), "away"))))
        .containsExactly(
            Suppression.NOTHING_RELEASED,
            Suppression.UNKNOWN_APPLICATION,
            Suppression.STALE,
            Suppression.CLUSTER_UNREADABLE);
  }

  @Test
  void a_suspicion_whose_facts_lie_before_the_window_finds_nothing_released() {
    Saga saga = Saga.by(policy(FRONTEND)).suspect("Errors", Stories.OLD_FRONTEND);

    assertThat(suppression(saga)).isEqualTo(Suppression.NOTHING_RELEASED);
  }

  @Test
  void a_command_first_has_the_workloads_surveyed() {
    Saga saga = Stories.surveying();

    assertThat(saga.executions())
        .containsExactly(
            new Execution.Survey(
                SHOP, saga.live().id(), "survey", NOON.plusSeconds(30), List.of(BACKEND)));
  }

  @Test
  void an_alert_that_was_fresh_when_it_was_judged_is_stale_when_it_is_decided_too_late() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .pass(Duration.ofMinutes(25))
            .suspect(World.suspicion("Errors", BAD));

    assertThat(suppression(saga)).isEqualTo(Suppression.STALE);
  }

  @Test
  void a_command_may_name_the_revision() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .command("command-1", Optional.of(1L))
            .surveyed(facts(BACKEND, NOON, V1, V2, V3));

    assertThat(saga.live().story().plan()).containsExactly(new Target(BACKEND, 1, V1, V3));
  }

  @Test
  void a_revision_that_is_unknown_or_live_is_no_target() {
    assertThat(explanationFor(7L)).contains("revision 7", "[3, 2, 1]");
    assertThat(explanationFor(3L)).contains("revision 3", "is what is live");
  }

  @Test
  void a_quarantined_revision_is_refused_to_a_human_as_well() {
    Saga saga =
        Stories.healthy()
            .command("command-2", Optional.of(2L))
            .surveyed(facts(BACKEND, NOON, V1, V2, V3));

    assertThat(saga.lastEntry(HumanNeeded.class).explanation()).contains("quarantined");
  }

  @Test
  void a_revision_makes_no_sense_for_several_workloads() {
    Saga saga = Saga.by(policy(BACKEND, FRONTEND)).command("command-1", Optional.of(1L));

    assertThat(suppression(saga)).isEqualTo(Suppression.INVALID_COMMAND);
  }

  @Test
  void an_expired_command_is_not_carried_out() {
    var command =
        new Command.RollBack(SHOP, "ada", "errors", NOON.minusSeconds(1), Optional.empty());

    assertThat(suppression(Saga.by(policy(BACKEND)).command("late", command)))
        .isEqualTo(Suppression.EXPIRED);
  }

  @Test
  void a_command_for_an_application_without_a_policy_is_suppressed() {
    assertThat(suppression(Saga.withoutPolicy().command("command-1", Optional.empty())))
        .isEqualTo(Suppression.UNKNOWN_APPLICATION);
  }

  @Test
  void a_rollback_keeps_to_the_policy_that_it_began_with() {
    Saga saga =
        Stories.rollingBack().policyIsNow(policy(Duration.ZERO, FRONTEND)).done(BACK_BACKEND);

    assertThat(saga.live().story().start().policy()).isEqualTo(policy(BACKEND));
  }

  @Test
  void no_more_triggers_are_remembered_than_the_limit() {
    Memory memory = Memory.EMPTY;
    for (int i = 0; i <= Memory.MAX_SEEN; i++) {
      memory = memory.remembering(new TriggerId("t" + i), NOON.plusSeconds(i));
    }

    assertThat(memory.seen()).hasSize(Memory.MAX_SEEN);
    assertThat(memory.hasSeen(new TriggerId("t0"))).isFalse();
    assertThat(memory.hasSeen(new TriggerId("t" + Memory.MAX_SEEN))).isTrue();
  }

  @Test
  void a_trigger_is_forgotten_after_three_days() {
    Memory memory =
        Memory.EMPTY
            .remembering(new TriggerId("old"), NOON)
            .remembering(new TriggerId("new"), NOON.plus(Memory.SEEN_FOR).plusSeconds(1));

    assertThat(memory.hasSeen(new TriggerId("old"))).isFalse();
  }

  private static String explanationFor(long revision) {
    return Saga.by(policy(BACKEND))
        .command("command-1", Optional.of(revision))
        .surveyed(facts(BACKEND, NOON, V1, V2, V3))
        .lastEntry(HumanNeeded.class)
        .explanation();
  }

  private static Suppression suppressed(Suspicion suspicion) {
    return suppression(Saga.by(policy(BACKEND)).suspect(suspicion));
  }

  private static Suppression suppression(Saga saga) {
    return saga.lastEntry(TriggerSuppressed.class).reason();
  }
}

package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.OperatorEntry.BoxTicked;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.People;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left to humans: by whose name, and how they say that it is done. */
class TickingTest {

  private static final People PEOPLE =
      new People(
          Optional.of("payments on-call"), Map.of(Box.STATUS_PAGE_UPDATED, "Jo, communications"));

  @Test
  void a_box_that_is_left_to_humans_has_the_name_of_who_looks_after_it() {
    RollbackStatus status = lookedAfter().status();

    assertThat(mark(status, Box.STATUS_PAGE_UPDATED).owner()).contains("Jo, communications");
    assertThat(mark(status, Box.SMOKE_TESTS_PASSED).owner()).contains("payments on-call");
    assertThat(mark(status, Box.PODS_HEALTHY).owner()).isEmpty();
  }

  @Test
  void where_nobody_is_named_a_box_has_no_name() {
    assertThat(Stories.rollingBack().status().checklist())
        .allSatisfy(mark -> assertThat(mark.owner()).isEmpty());
  }

  @Test
  void a_box_that_is_left_to_humans_later_on_has_its_name_too() {
    Saga saga = lookedAfter().done(BACK_BACKEND);

    podsAreHealthy(saga, Phase.RECOVERY);

    assertThat(mark(saga.status(), Box.SERVICES_ACCESSIBLE))
        .extracting(Mark::state, Mark::owner)
        .containsExactly(Mark.State.FOR_HUMANS, Optional.of("payments on-call"));
  }

  @Test
  void a_tick_says_who_and_why() {
    Saga saga = lookedAfter().tick("grace", Box.STATUS_PAGE_UPDATED);

    Mark mark = mark(saga.status(), Box.STATUS_PAGE_UPDATED);
    assertThat(mark.state()).isEqualTo(Mark.State.TICKED);
    assertThat(mark.at()).contains(saga.now());
    assertThat(mark.note()).isEqualTo("grace says so: looked at it");
    assertThat(mark.tickedBy()).contains("grace");
    assertThat(mark.owner()).contains("Jo, communications");
  }

  @Test
  void a_tick_changes_nothing_else() {
    Saga saga = lookedAfter();
    RollbackStatus before = saga.status();

    RollbackStatus after = saga.tick("grace", Box.STATUS_PAGE_UPDATED).status();

    assertThat(after).usingRecursiveComparison().ignoringFields("checklist").isEqualTo(before);
  }

  @Test
  void what_a_human_ticked_is_not_taken_away_by_what_the_machine_sees_later() {
    Saga saga = lookedAfter().done(BACK_BACKEND);
    podsAreHealthy(saga, Phase.RECOVERY);
    saga.tick("grace", Box.SERVICES_ACCESSIBLE).pass(Duration.ofMinutes(15));

    podsAreHealthy(saga, Phase.SOAK);

    assertThat(saga.status().phase()).isEqualTo(RollbackStatus.Phase.HEALTHY);
    assertThat(mark(saga.status(), Box.SERVICES_ACCESSIBLE).tickedBy()).contains("grace");
  }

  @Test
  void after_the_end_a_box_is_ticked_and_the_end_stays_as_it_was() {
    Saga saga = Stories.healthy();
    RollbackStatus end = saga.status();

    saga.tick("grace", Box.POST_MORTEM_SCHEDULED);

    assertThat(mark(saga.status(), Box.POST_MORTEM_SCHEDULED).tickedBy()).contains("grace");
    assertThat(saga.status()).usingRecursiveComparison().ignoringFields("checklist").isEqualTo(end);
    assertThat(saga.state().live()).isEmpty();
  }

  @Test
  void ticks_after_the_end_add_up() {
    Saga saga =
        Stories.healthy()
            .tick("grace", Box.POST_MORTEM_SCHEDULED)
            .tick("jo", Box.STATUS_PAGE_UPDATED);

    assertThat(saga.status().checklist().stream().flatMap(mark -> mark.tickedBy().stream()))
        .containsExactly("jo", "grace");
  }

  @Test
  void one_that_failed_before_anything_was_tried_has_boxes_too() {
    Saga saga = Stories.surveying().timeOut();

    ticked(saga, saga.status(), Box.STAKEHOLDERS_NOTIFIED);

    assertThat(saga.status().phase()).isEqualTo(RollbackStatus.Phase.FAILED);
    assertThat(mark(saga.status(), Box.STAKEHOLDERS_NOTIFIED).tickedBy()).contains("grace");
  }

  @Test
  void a_box_that_a_human_ticked_may_be_ticked_by_another_one() {
    Saga saga =
        Stories.healthy()
            .tick("grace", Box.POST_MORTEM_SCHEDULED)
            .tick("jo", Box.POST_MORTEM_SCHEDULED);

    assertThat(mark(saga.status(), Box.POST_MORTEM_SCHEDULED).tickedBy()).contains("jo");
  }

  @Test
  void a_box_that_walkback_ticks_is_refused_with_those_that_are_left_to_humans() {
    TriggerSuppressed refused =
        Stories.verifying().tick("grace", Box.PODS_HEALTHY).lastEntry(TriggerSuppressed.class);

    assertThat(refused.reason()).isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(refused.explanation())
        .startsWith(
            "Expected one of the boxes that are left to humans (Smoke tests passed, Error rates normal,")
        .endsWith("but found 'Pods healthy', which Walkback ticks itself");
  }

  @Test
  void a_box_that_failed_is_no_humans_to_tick() {
    Saga saga = Stories.verifying().concluded(Phase.RECOVERY, Verdict.UNHEALTHY);

    assertThat(saga.tick("grace", Box.SERVICES_ACCESSIBLE).lastEntry())
        .isInstanceOf(TriggerSuppressed.class);
  }

  @Test
  void when_the_next_rollback_has_begun_the_one_before_takes_no_ticks() {
    Saga saga = Stories.surveying().timeOut();
    RollbackStatus before = saga.status();
    saga.command("command-2", Optional.empty());

    ticked(saga, before, Box.POST_MORTEM_SCHEDULED);

    assertThat(saga.lastEntry(TriggerSuppressed.class).explanation())
        .isEqualTo(
            "Expected %s to be going on or to be the last one that ended, but found %s in SURVEYING"
                .formatted(before.rollbackId(), saga.live().id()));
  }

  @Test
  void a_rollback_that_never_was_takes_no_ticks() {
    assertThat(
            Stories.surveying()
                .timeOut()
                .tick("grace", Box.POST_MORTEM_SCHEDULED)
                .lastEntry(TriggerSuppressed.class)
                .explanation())
        .endsWith(", which has ended");
  }

  @Test
  void a_tick_ends_its_command() {
    Saga saga = Stories.healthy().tick("grace", Box.POST_MORTEM_SCHEDULED);

    assertThat(saga.lastEntry(BoxTicked.class).isFinal()).isTrue();
    assertThat(saga.lastEntry(BoxTicked.class).endsRollback()).isFalse();
  }

  private static Saga lookedAfter() {
    return Saga.by(World.policy(BACKEND).lookedAfterBy(PEOPLE))
        .suspect("Errors", Stories.BAD_BACKEND);
  }

  /** The policy has no check of a service, so nothing is said of one. */
  private static void podsAreHealthy(Saga saga, Phase phase) {
    List<Measurement> pods =
        World.measured(Verdict.HEALTHY).stream()
            .filter(measurement -> measurement.aspect() == Measurement.Aspect.PODS)
            .toList();
    saga.when(
        new Input.VerificationOutcomeArrived(
            new Concluded(
                SHOP,
                saga.live().id(),
                phase,
                Verdict.HEALTHY,
                "seen three times",
                saga.now(),
                3,
                pods,
                Optional.of(saga.live().course().looks()),
                Optional.empty())));
  }

  private static void ticked(Saga saga, RollbackStatus of, Box box) {
    saga.command(
        "grace-ticks-" + box,
        new Command.TickBox(
            SHOP, "grace", "looked at it", saga.now().plusSeconds(300), of.rollbackId(), box));
  }

  private static Mark mark(RollbackStatus status, Box box) {
    return status.checklist().stream().filter(m -> m.box() == box).findFirst().orElseThrow();
  }
}

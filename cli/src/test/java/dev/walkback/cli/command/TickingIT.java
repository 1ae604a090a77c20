package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleSaga;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left for people: seen by name, and ticked. */
@WithKafka
class TickingIT {

  private final Desk desk;

  TickingIT(KafkaFixture kafka) {
    desk = new Desk(kafka);
  }

  @Test
  void the_status_says_what_is_left_and_for_whom_and_how_to_tick_it() {
    desk.going("left/app", Phase.HEALTHY);

    assertThat(desk.run("status", "left/app").out())
        .contains(
            """
              Left for people:
                payments on-call: smoke-tests-passed
                Jo, communications: status-page-updated
                nobody is named: post-mortem-scheduled
              When it is done: ./walkback tick left/app BOX --reason '…'
            """);
  }

  @Test
  void without_a_box_what_is_left_is_listed_with_the_reason() {
    desk.going("list/app", Phase.HEALTHY);

    Desk.Run run = desk.run("tick", "list/app");

    assertThat(run.code()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .isEqualTo(
            """
            Left for people:
              payments on-call
                smoke-tests-passed     Run yours
              Jo, communications
                status-page-updated    Walkback has none
              nobody is named
                post-mortem-scheduled  Within 24 hours
            When it is done: ./walkback tick list/app BOX --reason '…'
            """);
  }

  @Test
  void a_box_is_ticked_after_the_end_and_what_is_left_is_told() {
    var saga = desk.going("tick/app", Phase.HEALTHY);
    RollbackStatus after = SampleSaga.ticked(saga.status(Phase.HEALTHY), Box.STATUS_PAGE_UPDATED);
    desk.publish(Topics.STATUS, after);

    Desk.Run run =
        desk.answered(
            "tick/app",
            saga,
            by -> new OperatorEntry.BoxTicked(by, saga.rollback(), Box.STATUS_PAGE_UPDATED),
            "tick",
            "tick/app",
            "status-page-updated",
            "-r",
            "it says so");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("anna ticks 'Status page updated' (\"it is time\")")
        .contains("payments on-call: smoke-tests-passed")
        .doesNotContain("communications");
    assertThat(run.order().orElseThrow().get("box").asString()).isEqualTo("STATUS_PAGE_UPDATED");
    assertThat(run.order().orElseThrow().get("rollbackId").asString())
        .isEqualTo(saga.rollback().toString());
  }

  @Test
  void when_everything_is_ticked_status_and_tick_say_so() {
    var saga = SampleSaga.of("done/app");
    desk.publish(
        Topics.STATUS,
        SampleSaga.ticked(
            saga.status(Phase.HEALTHY),
            Box.SMOKE_TESTS_PASSED,
            Box.STATUS_PAGE_UPDATED,
            Box.POST_MORTEM_SCHEDULED));

    assertThat(desk.run("status", "done/app").out())
        .contains("[x] Status page updated      anna says so: it is time")
        .contains("  Everything that was left for people is ticked.");
    assertThat(desk.run("tick", "done/app").out())
        .isEqualTo("Everything that was left for people is ticked.\n");
  }

  @Test
  void a_box_that_walkback_ticks_is_told_the_right_ones() {
    desk.going("wrong/app", Phase.HEALTHY);

    Desk.Run run = desk.run("tick", "wrong/app", "pods-healthy", "-r", "I looked");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err())
        .isEqualTo(
            "Expected a box that is left for people, but found pods-healthy, which Walkback ticks itself; left for people: smoke-tests-passed, status-page-updated, post-mortem-scheduled\n");
  }

  @Test
  void a_misspelt_box_is_a_usage_error_that_guesses() {
    Desk.Run run = desk.run("tick", "a/b", "status-page-update", "-r", "it says so");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err())
        .contains("but found 'status-page-update'; did you mean 'status-page-updated'?");
  }

  @Test
  void a_tick_without_a_reason_is_a_usage_error() {
    desk.going("why/app", Phase.HEALTHY);

    Desk.Run run = desk.run("tick", "why/app", "post-mortem-scheduled");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).startsWith("Expected --reason TEXT");
  }

  @Test
  void a_tick_that_is_refused_is_told_with_the_reason() {
    var saga = desk.going("late/app", Phase.HEALTHY);

    Desk.Run run =
        desk.answered(
            "late/app",
            id ->
                List.of(
                    saga.record(
                        new TriggerSuppressed(
                            saga.order(id), Suppression.NOT_APPLICABLE, "the next one has begun"),
                        Optional.empty())),
            "tick",
            "late/app",
            "post-mortem-scheduled",
            "-r",
            "at ten");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.out()).contains("the next one has begun");
  }
}

package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleSaga;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders to stand still, and what shows them. */
@WithKafka
class ScopesIT {

  private final Desk desk;

  ScopesIT(KafkaFixture kafka) {
    desk = new Desk(kafka);
  }

  @Test
  void a_hold_of_a_namespace_is_answered_under_its_scope() {
    var saga = SampleSaga.of("held/*", Instant.now());

    Desk.Run run =
        desk.answered(
            "held/*",
            saga,
            by ->
                new OperatorEntry.HoldPlaced(
                    by, new Hold(Desk.NAME, "moving", saga.trigger().at(), Optional.empty())),
            "hold",
            "held/*",
            "--reason",
            "moving",
            "--for",
            "30m");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("stops everything in namespace held until resumed")
        .contains("./walkback resume 'held/*'");
    assertThat(run.order().orElseThrow().get("until").isNull()).isFalse();
  }

  @Test
  void the_brake_for_everything_is_lifted_as_it_was_placed() {
    var saga = SampleSaga.of("*/*", Instant.now());

    Desk.Run run = desk.answered("*/*", saga, OperatorEntry.HoldLifted::new, "resume", "--all");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out()).contains("anna lets everything go on");
  }

  @Test
  void a_hold_needs_one_scope() {
    assertThat(desk.run("hold", "-r", "x").code()).isEqualTo(Exit.USAGE);
    assertThat(desk.run("hold", "a/b", "--all", "-r", "x").err()).contains("but found two of them");
  }

  @Test
  void the_status_says_what_is_held_what_is_waited_for_and_how_far_it_is() {
    var saga = desk.going("state/app", Phase.AWAITING_APPROVAL);
    desk.publish(Topics.AUDIT, saga.record(new SagaEntry.AttemptStarted(0, 1, 7, Instant.now())));
    desk.publish(
        Topics.HOLDS,
        new HoldChanged(
            ApplicationId.everythingIn("state"),
            Optional.of(new Hold("carol", "moving", Instant.now(), Optional.empty()))));

    Desk.Run run = desk.run("status", "state/app");

    assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("HELD  everything in namespace state, by carol")
        .contains("./walkback resume 'state/*'")
        .contains("attempt: 1 of 2")
        .contains("of the budget left")
        .contains("to agree:  ./walkback approve state/app --plan ");
    assertThat(desk.run("status", "state2/none").out())
        .doesNotContain("HELD  everything in namespace state,");
  }
}

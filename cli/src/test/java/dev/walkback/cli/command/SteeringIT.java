package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders about a rollback that is going on. */
@WithKafka
class SteeringIT {

  private final Desk desk;

  SteeringIT(KafkaFixture kafka) {
    desk = new Desk(kafka);
  }

  @Test
  void a_rollback_that_has_ended_takes_no_orders() {
    desk.going("over/app", Phase.HEALTHY);

    assertThat(desk.run("abort", "over/app", "-r", "stop").code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(desk.run("reject", "over/app", "-r", "no").err())
        .contains("No rollback of over/app is going on: the last one")
        .contains("it ended as: healthy");
  }

  @Test
  void an_abort_is_answered() {
    var saga = desk.going("steer/app", Phase.AWAITING_HUMAN);

    Desk.Run abort =
        desk.answered(
            "steer/app", saga, OperatorEntry.AbortAsked::new, "abort", "steer/app", "-r", "stop");

    assertThat(abort.code()).as(abort.out() + abort.err()).isEqualTo(Exit.OK);
    assertThat(abort.out()).contains("anna aborts; nothing more begins");
  }

  @Test
  void a_retry_with_wait_follows_the_rollback_to_its_end() {
    var saga = desk.going("retry/app", Phase.AWAITING_HUMAN);

    Desk.Run run =
        desk.answered(
            "retry/app",
            id ->
                List.of(
                    saga.record(new OperatorEntry.RetryAsked(saga.order(id))),
                    saga.record(
                        new SagaEntry.RollbackAborted("somebody else ended it"),
                        Optional.of(saga.status(Phase.ABORTED)))),
            "retry",
            "retry/app",
            "--wait");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.NOT_HEALTHY);
    assertThat(run.out()).contains("has what did not work tried again").contains("somebody else");
  }

  @Test
  void a_step_can_be_skipped_by_its_name_and_a_wrong_name_is_told_the_right_ones() {
    var saga = desk.going("skip/app", Phase.AWAITING_HUMAN);
    desk.publish(
        Topics.AUDIT,
        saga.record(
            new AuditEntry.StepNotTaken("roll-back deployment/app", Optional.empty(), "it hung")));

    Desk.Run wrong = desk.run("skip", "skip/app", "deployment/app", "-r", "by hand");
    Desk.Run right =
        desk.answered(
            "skip/app",
            saga,
            by -> new OperatorEntry.StepSkipped(by, "roll-back deployment/app"),
            "skip",
            "skip/app",
            "roll-back deployment/app",
            "-r",
            "by hand");

    assertThat(wrong.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(wrong.err())
        .contains("./walkback skip skip/app 'roll-back deployment/app' --reason");
    assertThat(right.code()).as(right.out() + right.err()).isEqualTo(Exit.OK);
    assertThat(right.order().orElseThrow().get("step").asString())
        .isEqualTo("roll-back deployment/app");
  }

  @Test
  void one_that_ended_in_trouble_can_be_acknowledged() {
    var saga = desk.going("ack/app", Phase.NEEDS_HUMAN);

    Desk.Run run =
        desk.answered(
            "ack/app",
            saga,
            by -> new OperatorEntry.Acknowledged(by, saga.rollback()),
            "ack",
            "ack/app");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out()).contains("has taken over " + saga.rollback());
  }

  @Test
  void a_soak_is_extended_from_its_present_end_on() {
    var saga = desk.going("soak/app", Phase.SOAKING);
    Instant end = saga.status(Phase.SOAKING).soakUntil().orElseThrow();

    Desk.Run run =
        desk.answered(
            "soak/app",
            saga,
            by -> new OperatorEntry.SoakExtended(by, end.plusSeconds(1800), 2),
            "soak",
            "extend",
            "soak/app",
            "--by",
            "30m");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(Instant.parse(run.order().orElseThrow().get("until").asString()))
        .isEqualTo(end.plusSeconds(1800));
  }

  @Test
  void what_does_not_soak_cannot_be_ended() {
    desk.going("soak/not", Phase.VERIFYING);

    Desk.Run run = desk.run("soak", "end", "soak/not", "-r", "enough");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err()).contains("to be soaking, but it is waiting for health");
  }
}

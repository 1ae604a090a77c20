package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of approvals, and of those that nobody asked for. */
@WithKafka
class ApprovalsIT {

  private final Desk desk;

  ApprovalsIT(KafkaFixture kafka) {
    desk = new Desk(kafka);
  }

  @Test
  void an_approval_names_the_plan_that_waits_and_shows_it_first() {
    var saga = desk.going("approve/one", Phase.AWAITING_APPROVAL);
    String digest = saga.plan().digest().abbreviated();

    Desk.Run run =
        desk.answered(
            "approve/one",
            saga,
            by -> new OperatorEntry.ApprovalGiven(by, saga.plan().digest()),
            "approve",
            "approve/one",
            "--plan",
            digest,
            "--issuer",
            Desk.NAME);

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("Plan " + digest + " for data corruption")
        .contains("1. Argo CD: argocd/one to its revision 17")
        .contains("1 of 2 have agreed (bob)")
        .contains("anna agrees to plan " + digest);
    JsonNode order = run.order().orElseThrow();
    assertThat(order.get("plan").asString()).isEqualTo(saga.plan().digest().value());
    assertThat(order.get("rollbackId").asString()).isEqualTo(saga.rollback().value());
    assertThat(order.get("issuer").asString()).isEqualTo(Desk.NAME);
  }

  @Test
  void an_approval_that_may_not_be_is_told_with_the_reason() {
    var saga = desk.going("approve/refused", Phase.AWAITING_APPROVAL);

    Desk.Run run =
        desk.answered(
            "approve/refused",
            saga,
            by ->
                new TriggerSuppressed(
                    by,
                    TriggerSuppressed.Suppression.NOT_APPLICABLE,
                    "Expected somebody else to agree than who asked for it"),
            "approve",
            "approve/refused",
            "--yes");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.out()).contains("nothing is touched (not applicable): Expected somebody else");
  }

  @Test
  void another_plan_than_the_one_that_waits_is_not_approved() {
    var saga = desk.going("approve/moved", Phase.AWAITING_APPROVAL);

    Desk.Run run = desk.run("approve", "approve/moved", "--plan", "abcdef01", "--yes");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err())
        .contains("Plan abcdef01 does not wait for approval")
        .contains("./walkback approve approve/moved --plan " + saga.plan().digest().abbreviated());
  }

  @Test
  void where_nobody_can_be_asked_a_plan_must_be_named() {
    desk.going("approve/blind", Phase.AWAITING_APPROVAL);

    Desk.Run run = desk.run("approve", "approve/blind");

    assertThat(run.code()).isEqualTo(Exit.FAILED);
    assertThat(run.err()).contains("Expected --yes or --plan where nobody can be asked");
  }

  @Test
  void where_nothing_waits_for_approval_nothing_is_sent() {
    desk.going("approve/late", Phase.ROLLING_BACK);

    Desk.Run run = desk.run("approve", "approve/late", "--yes");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err()).contains("Nobody's approval is awaited").contains("is rolling back");
  }
}

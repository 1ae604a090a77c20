package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleSaga;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be asked without anything being touched, and the ledger. */
@WithKafka
class LookingIT {

  private final Desk desk;

  LookingIT(KafkaFixture kafka) {
    desk = new Desk(kafka);
  }

  @Test
  void a_plan_is_shown_in_full_and_nothing_is_touched() {
    var saga = SampleSaga.of("plan/app", Instant.now());

    Desk.Run run =
        desk.answered(
            "plan/app",
            id ->
                List.of(
                    saga.record(
                        new LedgerEntry.DryRunStarted(
                            saga.rollback(),
                            saga.order(id),
                            Optional.empty(),
                            Scenario.DATA_CORRUPTION,
                            Instant.now())),
                    saga.record(
                        new OperatorEntry.PlanShown(
                            saga.order(id), Optional.of(saga.plan()), saga.plan().lines()))),
            "plan",
            "plan/app",
            "--scenario",
            "data-corruption",
            "--to",
            "41");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("2. the workload itself (only if 1 does not help)")
        .contains("because verified: it served 9 days")
        .contains("digest " + saga.plan().digest())
        .contains("Nothing was touched.");
    assertThat(run.order().orElseThrow().get("scenario").asString()).isEqualTo("DATA_CORRUPTION");
  }

  @Test
  void where_a_rollback_would_do_nothing_the_reason_is_told() {
    var saga = SampleSaga.of("plan/none", Instant.now());

    Desk.Run run =
        desk.answered(
            "plan/none",
            saga,
            by -> new OperatorEntry.PlanShown(by, Optional.empty(), saga.plan().lines()),
            "plan",
            "plan/none");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.out()).contains("A rollback would do nothing.").contains("because verified");
  }

  @Test
  void an_unknown_scenario_is_a_usage_error_that_lists_them() {
    Desk.Run run = desk.run("rollback", "a/b", "-r", "x", "--scenario", "gremlins");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("Expected one of bad-deployment, database-migration");
  }

  @Test
  void the_ledger_is_shown_and_corrected_by_the_first_digits() {
    var saga = SampleSaga.of("ledger/app", Instant.now());
    ContentDigest good = ContentDigest.of("good");
    desk.publish(
        Topics.RELEASES,
        new ReleaseLedger(
            ApplicationId.parse("ledger/app"),
            List.of(
                new LedgerRelease(
                    good,
                    Optional.of(saga.target().workload()),
                    List.of("shop/app:1"),
                    Standing.VERIFIED,
                    "It stayed healthy through a watch.",
                    SampleSaga.START))));

    Desk.Run shown = desk.run("releases", "ledger/app");
    Desk.Run marked =
        desk.answered(
            "ledger/app",
            saga,
            by -> new OperatorEntry.StandingCorrected(by, good, Standing.QUARANTINED),
            "releases",
            "ledger/app",
            "mark",
            "770e60",
            "quarantined",
            "--reason",
            "it leaks");
    Desk.Run unknown =
        desk.run("releases", "ledger/app", "mark", "abcdef", "verified", "--reason", "who knows");

    assertThat(shown.out())
        .containsPattern("verified +2026-11-24 .* 770e607624 +deployment/app +shop/app:1")
        .contains("It stayed healthy through a watch.");
    assertThat(marked.code()).as(marked.out() + marked.err()).isEqualTo(Exit.OK);
    assertThat(marked.order().orElseThrow().get("template").asString()).isEqualTo(good.value());
    assertThat(marked.order().orElseThrow().get("standing").asString()).isEqualTo("QUARANTINED");
    assertThat(unknown.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(unknown.err()).contains("No release of ledger/app begins with abcdef");
  }
}

package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleSaga;
import dev.walkback.cli.Walkback;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each order against an orchestrator that gives one answer. */
@WithKafka
class OrdersIT {

  private static final String NAME = "anna";

  private final KafkaFixture kafka;

  OrdersIT(KafkaFixture kafka) {
    this.kafka = kafka;
  }

  /** What came of a command line, and the order that it put on the topic. */
  private record Run(int code, String out, String err, Optional<JsonNode> order) {}

  private Run run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kafka", kafka.bootstrapServers()));
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Walkback.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString(), Optional.empty());
  }

  /** Answers the order under this key with what is made of its id. */
  private Run answered(String key, Function<String, List<AuditRecord>> answer, String... args) {
    CompletableFuture<JsonNode> orchestrator =
        CompletableFuture.supplyAsync(() -> {
          try (TopicReader commands = kafka.reader(Topics.COMMANDS.name())) {
            var command =
                commands
                    .awaitAll(all -> all.stream().anyMatch(r -> key.equals(r.key())), "the order")
                    .stream()
                    .filter(each -> key.equals(each.key()))
                    .toList()
                    .getLast();
            var id =
                new String(command.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            answer.apply(id).forEach(record -> publish(Topics.AUDIT, record));
            return JsonMapper.shared().readTree(command.value());
          }
        });
    Run run = run(args);
    return new Run(run.code(), run.out(), run.err(), Optional.of(orchestrator.join()));
  }

  private void publish(Topic topic, Event event) {
    try (RecordWriter writer = kafka.writer()) {
      writer.write(topic, SampleSaga.envelope(event));
    }
  }

  /** A saga whose status and plan are on the topics. */
  private SampleSaga going(String application, Phase phase) {
    var saga = SampleSaga.of(application, Instant.now());
    publish(Topics.STATUS, saga.status(phase));
    publish(Topics.AUDIT, saga.planned());
    return saga;
  }

  private Run answered(
      String key, SampleSaga saga, Function<TriggerSummary, AuditEntry> entry, String... args) {
    return answered(
        key, id -> List.of(saga.record(entry.apply(saga.order("command/" + id)))), args);
  }

  @Test
  void an_approval_names_the_plan_that_waits_and_shows_it_first() {
    var saga = going("approve/one", Phase.AWAITING_APPROVAL);
    String digest = saga.plan().digest().abbreviated();

    Run run =
        answered(
            "approve/one",
            saga,
            by -> new OperatorEntry.ApprovalGiven(by, saga.plan().digest()),
            "approve",
            "approve/one",
            "--plan",
            digest,
            "--issuer",
            NAME);

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("Plan " + digest + " for data corruption")
        .contains("1. Argo CD: argocd/one to its revision 17")
        .contains("1 of 2 have agreed (bob)")
        .contains("anna agrees to plan " + digest);
    JsonNode order = run.order().orElseThrow();
    assertThat(order.get("plan").asString()).isEqualTo(saga.plan().digest().value());
    assertThat(order.get("rollbackId").asString()).isEqualTo(saga.rollback().value());
    assertThat(order.get("issuer").asString()).isEqualTo(NAME);
  }

  @Test
  void an_approval_that_may_not_be_is_told_with_the_reason() {
    var saga = going("approve/refused", Phase.AWAITING_APPROVAL);

    Run run =
        answered(
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
    var saga = going("approve/moved", Phase.AWAITING_APPROVAL);

    Run run = run("approve", "approve/moved", "--plan", "abcdef01", "--yes");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err())
        .contains("Plan abcdef01 does not wait for approval")
        .contains("./walkback approve approve/moved --plan " + saga.plan().digest().abbreviated());
  }

  @Test
  void where_nobody_can_be_asked_a_plan_must_be_named() {
    going("approve/blind", Phase.AWAITING_APPROVAL);

    Run run = run("approve", "approve/blind");

    assertThat(run.code()).isEqualTo(Exit.FAILED);
    assertThat(run.err()).contains("Expected --yes or --plan where nobody can be asked");
  }

  @Test
  void where_nothing_waits_for_approval_nothing_is_sent() {
    going("approve/late", Phase.ROLLING_BACK);

    Run run = run("approve", "approve/late", "--yes");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err()).contains("Nobody's approval is awaited").contains("is rolling back");
  }

  @Test
  void a_rollback_that_has_ended_takes_no_orders() {
    going("over/app", Phase.HEALTHY);

    assertThat(run("abort", "over/app", "-r", "stop").code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run("reject", "over/app", "-r", "no").err())
        .contains("No rollback of over/app is going on: the last one")
        .contains("it ended as: healthy");
  }

  @Test
  void an_abort_is_answered_and_with_a_retry_the_rollback_is_followed() {
    var saga = going("steer/app", Phase.AWAITING_HUMAN);

    Run abort =
        answered(
            "steer/app", saga, OperatorEntry.AbortAsked::new, "abort", "steer/app", "-r", "stop");

    assertThat(abort.code()).as(abort.out() + abort.err()).isEqualTo(Exit.OK);
    assertThat(abort.out()).contains("anna aborts; nothing more begins");
  }

  @Test
  void a_retry_with_wait_follows_the_rollback_to_its_end() {
    var saga = going("retry/app", Phase.AWAITING_HUMAN);

    Run run =
        answered(
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
    var saga = going("skip/app", Phase.AWAITING_HUMAN);
    publish(
        Topics.AUDIT,
        saga.record(
            new AuditEntry.StepNotTaken("roll-back deployment/app", Optional.empty(), "it hung")));

    Run wrong = run("skip", "skip/app", "deployment/app", "-r", "by hand");
    Run right =
        answered(
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
    var saga = going("ack/app", Phase.NEEDS_HUMAN);

    Run run =
        answered(
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
    var saga = going("soak/app", Phase.SOAKING);
    Instant end = saga.status(Phase.SOAKING).soakUntil().orElseThrow();

    Run run =
        answered(
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
    going("soak/not", Phase.VERIFYING);

    Run run = run("soak", "end", "soak/not", "-r", "enough");

    assertThat(run.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(run.err()).contains("to be soaking, but it is waiting for health");
  }

  @Test
  void a_hold_of_a_namespace_is_answered_under_its_scope() {
    var saga = SampleSaga.of("held/*", Instant.now());

    Run run =
        answered(
            "held/*",
            saga,
            by ->
                new OperatorEntry.HoldPlaced(
                    by, new Hold(NAME, "moving", saga.trigger().at(), Optional.empty())),
            "hold",
            "held/*",
            "--reason",
            "moving",
            "--for",
            "30m");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("stops everything in held until resumed")
        .contains("./walkback resume 'held/*'");
    assertThat(run.order().orElseThrow().get("until").isNull()).isFalse();
  }

  @Test
  void the_brake_for_everything_is_lifted_as_it_was_placed() {
    var saga = SampleSaga.of("*/*", Instant.now());

    Run run = answered("*/*", saga, OperatorEntry.HoldLifted::new, "resume", "--all");

    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out()).contains("anna lets everything go on");
  }

  @Test
  void a_hold_needs_one_scope() {
    assertThat(run("hold", "-r", "x").code()).isEqualTo(Exit.USAGE);
    assertThat(run("hold", "a/b", "--all", "-r", "x").err()).contains("but found two of them");
  }

  @Test
  void a_plan_is_shown_in_full_and_nothing_is_touched() {
    var saga = SampleSaga.of("plan/app", Instant.now());

    Run run =
        answered(
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

    Run run =
        answered(
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
    Run run = run("rollback", "a/b", "-r", "x", "--scenario", "gremlins");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("Expected one of bad-deployment, database-migration");
  }

  @Test
  void the_ledger_is_shown_and_corrected_by_the_first_digits() {
    var saga = SampleSaga.of("ledger/app", Instant.now());
    ContentDigest good = ContentDigest.of("good");
    publish(
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

    Run shown = run("releases", "ledger/app");
    Run marked =
        answered(
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
    Run unknown =
        run("releases", "ledger/app", "mark", "abcdef", "verified", "--reason", "who knows");

    assertThat(shown.out())
        .containsPattern("verified +2026-11-24 .* 770e607624 +deployment/app +shop/app:1")
        .contains("It stayed healthy through a watch.");
    assertThat(marked.code()).as(marked.out() + marked.err()).isEqualTo(Exit.OK);
    assertThat(marked.order().orElseThrow().get("template").asString()).isEqualTo(good.value());
    assertThat(marked.order().orElseThrow().get("standing").asString()).isEqualTo("QUARANTINED");
    assertThat(unknown.code()).isEqualTo(Exit.SUPPRESSED);
    assertThat(unknown.err()).contains("No release of ledger/app begins with abcdef");
  }

  @Test
  void the_status_says_what_is_held_what_is_waited_for_and_how_far_it_is() {
    var saga = going("state/app", Phase.AWAITING_APPROVAL);
    publish(Topics.AUDIT, saga.record(new SagaEntry.AttemptStarted(0, 1, 7, Instant.now())));
    publish(
        Topics.HOLDS,
        new HoldChanged(
            ApplicationId.everythingIn("state"),
            Optional.of(new Hold("carol", "moving", Instant.now(), Optional.empty()))));

    Run run = run("status", "state/app");

    assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("HELD  everything in state, by carol")
        .contains("./walkback resume 'state/*'")
        .contains("attempt: 1 of 2")
        .contains("of the budget left")
        .contains("to agree:  ./walkback approve state/app --plan ");
    assertThat(run("status", "state2/none").out()).doesNotContain("HELD  everything in state,");
  }
}

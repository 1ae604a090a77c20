package dev.walkback.orchestrator.streams;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.SHOP;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.idOf;
import static dev.walkback.orchestrator.core.World.measured;
import static dev.walkback.orchestrator.core.World.suspicion;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Fold;
import dev.walkback.orchestrator.core.World;
import dev.walkback.orchestrator.inbound.PatientSurroundings;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackProcessorTest {

  private static final Suspicion SUSPICION =
      suspicion("Errors", facts(BACKEND, NOON.minusSeconds(60), V1, V2));

  private Shell shell = Shell.withPolicy();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void a_suspicion_becomes_audit_status_and_a_step_at_once() {
    shell.write(Topics.SUSPICIONS, SUSPICION);

    assertThat(shell.audit())
        .extracting(record -> (Object) record.entry().getClass())
        .containsExactly(
            AuditEntry.RollbackStarted.class,
            AuditEntry.TargetsResolved.class,
            SagaEntry.AttemptStarted.class);
    assertThat(shell.events(Topics.STATUS)).hasSize(1);
    assertThat(shell.events(Topics.EXECUTIONS))
        .extracting(Envelope::id)
        .containsExactly(idOf("Errors") + "/" + BACK_BACKEND);
  }

  @Test
  void every_record_stands_under_its_application() {
    play();

    for (var topic :
        List.of(Topics.AUDIT, Topics.STATUS, Topics.EXECUTIONS, Topics.VERIFICATIONS)) {
      assertThat(shell.on(topic))
          .isNotEmpty()
          .allSatisfy(
              record -> assertThat(record.key()).isEqualTo(SHOP.toString().getBytes(UTF_8)));
    }
  }

  @Test
  void the_whole_story_ends_healthy_with_no_timer_left() {
    play();

    assertThat(newest(shell.events(Topics.STATUS)).phase()).isEqualTo(RollbackStatus.Phase.HEALTHY);
    assertThat(shell.timers()).isZero();
    assertThat(shell.meters().get("walkback.rollbacks").tag("outcome", "healthy").counter().count())
        .isEqualTo(1);
    assertThat(shell.meters().get("walkback.rollbacks.live").gauge().value()).isZero();
  }

  @Test
  void a_box_ticked_after_the_end_is_on_the_status_and_no_second_end() {
    play();
    int ends = shell.on(Topics.CD_EVENTS).size();

    shell.write(Topics.COMMANDS, "tick-1", tick(Box.POST_MORTEM_SCHEDULED));

    RollbackStatus status = newest(shell.events(Topics.STATUS));
    assertThat(status.phase()).isEqualTo(RollbackStatus.Phase.HEALTHY);
    assertThat(status.checklist())
        .filteredOn(mark -> mark.box() == Box.POST_MORTEM_SCHEDULED)
        .singleElement()
        .satisfies(mark -> assertThat(mark.tickedBy()).contains("ada"));
    assertThat(shell.on(Topics.CD_EVENTS)).hasSize(ends);
    assertThat(shell.meters().get("walkback.rollbacks").tag("outcome", "healthy").counter().count())
        .isEqualTo(1);
  }

  @Test
  void a_box_ticked_on_the_way_is_no_end() {
    shell.write(Topics.SUSPICIONS, SUSPICION);

    shell.write(Topics.COMMANDS, "tick-1", tick(Box.SMOKE_TESTS_PASSED));

    assertThat(
            shell.meters().find("walkback.rollbacks").counters().stream()
                .mapToDouble(Counter::count)
                .sum())
        .isZero();
  }

  @Test
  void the_audit_is_numbered_without_a_gap_and_chained_over_its_bytes_across_restarts() {
    shell.write(Topics.SUSPICIONS, SUSPICION);
    shell.restart();
    shell.write(Topics.EXECUTION_OUTCOMES, rolledBack());
    shell.restart();
    shell.write(Topics.VERIFICATION_OUTCOMES, concluded(Phase.RECOVERY, Verdict.HEALTHY));

    ContentDigest previous = AuditRecord.NONE;
    long number = 0;
    for (int i = 0; i < shell.audit().size(); i++) {
      AuditRecord record = shell.audit().get(i);
      assertThat(record.sequence()).isEqualTo(++number);
      assertThat(record.previous()).isEqualTo(previous);
      previous = ContentDigest.of(shell.on(Topics.AUDIT).get(i).value());
    }
    assertThat(number).isEqualTo(6);
  }

  @Test
  void folding_the_audit_again_gives_the_stored_state_down_to_the_chain() {
    play();
    shell.write(Topics.SUSPICIONS, new Suspicion.TriggerStale(SHOP, World.alert("Old"), "old"));

    ApplicationState rebuilt = ApplicationState.unknown(SHOP);
    for (int i = 0; i < shell.audit().size(); i++) {
      AuditRecord record = shell.audit().get(i);
      rebuilt =
          Fold.evolve(rebuilt, record.entry(), record.at())
              .recorded(shell.on(Topics.AUDIT).get(i).value());
    }

    assertThat(rebuilt).isEqualTo(shell.state());
  }

  @Test
  void whatever_is_delivered_twice_has_one_effect() {
    shell.write(Topics.SUSPICIONS, SUSPICION);
    shell.write(Topics.SUSPICIONS, SUSPICION);
    shell.write(Topics.EXECUTION_OUTCOMES, rolledBack());
    shell.restart();
    shell.write(Topics.EXECUTION_OUTCOMES, rolledBack());
    shell.write(Topics.SUSPICIONS, SUSPICION);

    assertThat(shell.on(Topics.EXECUTIONS)).hasSize(1);
    assertThat(shell.on(Topics.VERIFICATIONS)).hasSize(1);
    assertThat(shell.on(Topics.AUDIT)).hasSize(5);
    assertThat(
            shell
                .meters()
                .get("walkback.orchestrator.ignored")
                .tag("input", "ExecutionOutcomeArrived")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_command_given_twice_is_one_command() {
    var command =
        new Command.RollBack(SHOP, "ada", "errors", NOON.plusSeconds(60), Optional.empty());
    shell.write(Topics.COMMANDS, "command-1", command);
    shell.write(Topics.COMMANDS, "command-1", command);

    assertThat(shell.on(Topics.EXECUTIONS)).hasSize(1);
  }

  @Test
  void a_timer_does_not_fire_before_its_moment() {
    shell.write(Topics.SUSPICIONS, SUSPICION);

    shell.pass(Duration.ofSeconds(42));

    assertThat(shell.on(Topics.AUDIT)).hasSize(3);
  }

  @Test
  void a_timer_survives_a_restart_and_fires_late_rather_than_never() {
    shell.write(Topics.SUSPICIONS, SUSPICION);
    shell.restart();

    shell.pass(Duration.ofHours(5));

    assertThat(shell.audit().getLast().entry())
        .isInstanceOfSatisfying(
            AuditEntry.HumanNeeded.class,
            needed ->
                assertThat(needed.reason())
                    .isEqualTo(AuditEntry.HumanNeeded.Reason.STEP_TIMED_OUT));
    assertThat(shell.timers()).isZero();
  }

  @Test
  void a_timer_fires_once() {
    shell.write(Topics.SUSPICIONS, SUSPICION);
    shell.pass(Duration.ofMinutes(1));

    shell.pass(Duration.ofMinutes(1));

    assertThat(shell.on(Topics.AUDIT)).hasSize(4);
  }

  @Test
  void what_cannot_be_read_is_kept_with_its_bytes_and_the_reason() {
    byte[] broken = "{\"not\": json".getBytes(UTF_8);

    shell.write(
        Topics.COMMANDS,
        SHOP.toString(),
        Map.of(
            "ce_specversion",
            "1.0".getBytes(UTF_8),
            "ce_type",
            "dev.walkback.command.roll-back.v1".getBytes(UTF_8)),
        broken);

    assertThat(shell.on(Topics.DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.value()).isEqualTo(broken);
          assertThat(Shell.header(letter, "walkback-reason")).isNotBlank();
          assertThat(Shell.header(letter, "walkback-origin-topic")).isEqualTo("walkback.commands");
        });
  }

  @Test
  void foreign_json_and_empty_records_and_missing_keys_do_not_stop_the_partition() {
    shell.write(Topics.COMMANDS, null, Map.of(), "{}".getBytes(UTF_8));
    shell.write(Topics.COMMANDS, SHOP.toString(), Map.of(), null);

    shell.write(Topics.SUSPICIONS, SUSPICION);

    assertThat(shell.on(Topics.DEAD_LETTERS)).hasSize(2);
    assertThat(shell.on(Topics.EXECUTIONS)).hasSize(1);
  }

  @Test
  void a_command_that_is_too_large_is_kept_unread() {
    var command =
        new Command.RollBack(
            SHOP, "ada", "x".repeat(300 * 1024), NOON.plusSeconds(60), Optional.empty());

    shell.write(Topics.COMMANDS, command);

    assertThat(reasons()).singleElement().asString().contains("at most 262144 bytes");
  }

  @Test
  void an_event_under_the_key_of_another_application_is_not_handled() {
    var codec = new dev.walkback.events.codec.EventCodec();
    var wire = codec.encode(new Envelope<>("e", "/test", NOON, Optional.empty(), SUSPICION));

    shell.write(Topics.SUSPICIONS, "production/other", wire.headers(), wire.value());

    assertThat(reasons())
        .singleElement()
        .asString()
        .contains("production/shop", "as the record's key");
    assertThat(shell.on(Topics.EXECUTIONS)).isEmpty();
  }

  @Test
  void an_event_in_the_wrong_partition_is_not_handled() {
    shell.close();
    shell = new Shell(_ -> Context.of(Optional.empty()), 1021);

    shell.write(Topics.SUSPICIONS, SUSPICION);

    assertThat(reasons()).singleElement().asString().contains("murmur2");
  }

  @Test
  void an_event_on_a_topic_that_is_not_its_own_is_not_handled() {
    shell.write(Topics.COMMANDS, SUSPICION);

    assertThat(reasons())
        .singleElement()
        .asString()
        .contains("Expected an event of walkback.commands");
  }

  @Test
  void a_policy_that_arrives_a_little_later_than_the_suspicion_is_waited_for() {
    shell.close();
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    shell =
        new Shell(
            new PatientSurroundings(
                _ ->
                    asked.incrementAndGet() < 3
                        ? Context.of(Optional.empty())
                        : Context.of(Optional.of(World.policy(BACKEND))),
                Duration.ofSeconds(20)),
            1);

    shell.write(Topics.SUSPICIONS, SUSPICION);

    assertThat(shell.on(Topics.EXECUTIONS)).hasSize(1);
  }

  @Test
  void a_bug_in_handling_costs_one_record_and_not_the_partition() {
    shell.close();
    shell =
        new Shell(
            _ -> {
              throw new IllegalArgumentException("planted");
            },
            1);

    shell.write(Topics.SUSPICIONS, SUSPICION);

    assertThat(reasons()).singleElement().asString().contains("planted");
    assertThat(shell.on(Topics.AUDIT)).isEmpty();
  }

  private void play() {
    shell.write(Topics.SUSPICIONS, SUSPICION);
    shell.pass(Duration.ofSeconds(1));
    shell.write(Topics.EXECUTION_OUTCOMES, rolledBack());
    shell.pass(Duration.ofSeconds(10));
    shell.write(Topics.VERIFICATION_OUTCOMES, concluded(Phase.RECOVERY, Verdict.HEALTHY));
    shell.pass(Duration.ofMinutes(15));
    shell.write(Topics.VERIFICATION_OUTCOMES, concluded(Phase.SOAK, Verdict.HEALTHY));
  }

  private static Command.TickBox tick(Box box) {
    return new Command.TickBox(
        SHOP, "ada", "looked at it", NOON.plusSeconds(3600), idOf("Errors"), box);
  }

  private List<String> reasons() {
    return shell.on(Topics.DEAD_LETTERS).stream()
        .map(letter -> Shell.header(letter, "walkback-reason"))
        .toList();
  }

  private static RollbackStatus newest(List<Envelope<? extends Event>> statuses) {
    return (RollbackStatus) statuses.getLast().data();
  }

  private static WorkloadRolledBack rolledBack() {
    return new WorkloadRolledBack(
        SHOP,
        idOf("Errors"),
        BACK_BACKEND,
        ExecutionOutcome.Effect.APPLIED,
        3,
        NOON,
        List.of(),
        Optional.empty());
  }

  private static Concluded concluded(Phase phase, Verdict verdict) {
    return new Concluded(SHOP, idOf("Errors"), phase, verdict, "seen", NOON, 3, measured(verdict));
  }
}

package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.release.Standing;
import dev.walkback.notifier.Saga;
import dev.walkback.notifier.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people are told outside of a rollback's thread: holds, the storm brake, corrections. */
class ScopeNewsTest {

  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private static final Posted POSTED = new Posted("C0FLEET", "1.000001");
  private static final Rules RULES =
      new Rules(
          Optional.of("#fallback"),
          Optional.of("#fleet"),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24));

  private final Story fleet = new Story("*/*", Optional.empty(), START);
  private final Story namespace = new Story("production/*", Optional.empty(), START);
  private final Story backend = new Story("production/backend", Optional.of("#incidents"), START);

  @Test
  void a_hold_on_everything_is_told_in_the_channel_of_the_fleet() {
    Correspondence told = fold(none("*/*"), fleet.beside(held(fleet)));

    assertThat(next(told).channel()).contains("#fleet");
    assertThat(next(told).card().title()).isEqualTo("✋ HELD: everything");
    assertThat(next(told).card().facts())
        .containsExactly(
            Fact.of("Said by alice at 03:00:00 UTC", "network work"),
            Fact.of("Until", "2026-11-24 05:00 UTC"));
  }

  @Test
  void how_a_hold_is_lifted_can_be_copied_and_its_star_is_safe_in_a_shell() {
    Correspondence told = fold(none("production/*"), namespace.beside(held(namespace)));

    assertThat(next(told).card().title()).isEqualTo("✋ HELD: everything in namespace production");
    assertThat(next(told).card().commands())
        .extracting(Instruction::command)
        .containsExactly("./walkback resume 'production/*'");
  }

  @Test
  void without_a_channel_of_the_fleet_it_is_told_in_the_default_one() {
    Rules rules =
        new Rules(
            Optional.of("#fallback"),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(24));
    AuditRecord record = fleet.beside(held(fleet));

    Correspondence told = none("*/*").fold(record, rules, record.at());

    assertThat(next(told).channel()).contains("#fallback");
  }

  @Test
  void an_application_with_a_channel_of_its_own_leaves_the_fleet_its_own() {
    Rules rules = RULES.within(Optional.of("#orders"));

    assertThat(rules.fleetChannel()).contains("#fleet");
    assertThat(rules.defaultChannel()).contains("#orders");
  }

  @Test
  void the_end_of_a_hold_is_told_whoever_ended_it() {
    Correspondence lifted =
        fold(
            none("*/*"),
            fleet.beside(new OperatorEntry.HoldLifted(fleet.command("alice", "done"))));
    Correspondence over =
        fold(none("production/*"), namespace.beside(new GuardEntry.HoldExpired()));

    assertThat(next(lifted).card().title()).isEqualTo("▶️ HOLD LIFTED: everything");
    assertThat(next(over).card().title())
        .isEqualTo("▶️ HOLD OVER: everything in namespace production");
  }

  @Test
  void a_hold_on_one_application_is_told_where_its_people_are() {
    Correspondence running = tellAll(fold(none("production/backend"), backend.started()));

    Correspondence told = fold(running, backend.beside(held(backend)));

    assertThat(next(told).channel()).contains("#incidents");
  }

  @Test
  void a_hold_while_it_is_rolled_back_is_told_in_its_thread() {
    Correspondence running = tellAll(fold(none("production/backend"), backend.started()));

    Correspondence told = fold(running, new Saga(backend).asIs(held(backend)));

    assertThat(told.threads().getFirst().replies().getLast().card().title())
        .isEqualTo("✋ HELD: production/backend");
  }

  @Test
  void a_storm_calls_people_once_however_many_it_stops() {
    Correspondence storm = none("*/*");
    for (int i = 0; i < 40; i++) {
      storm = fold(storm, fleet.beside(stopped(i)));
    }

    assertThat(storm.notices()).hasSize(1);
    assertThat(next(storm).card().call()).isPresent();
    assertThat(next(storm).card().facts()).contains(Fact.of("Stopped", "production/app-0"));
  }

  @Test
  void a_storm_that_goes_on_is_told_again_with_how_many_more_it_stopped() {
    Correspondence storm = none("*/*");
    for (int i = 0; i < 301; i++) {
      storm = fold(storm, fleet.beside(stopped(i)));
    }

    assertThat(next(storm).card().todo()).contains("299 more like this since the last message.");
  }

  @Test
  void what_guards_do_every_day_is_not_told() {
    Correspondence quiet =
        fold(
            fold(none("*/*"), fleet.beside(new GuardEntry.PermitGranted(app(1), rollback(1)))),
            fleet.beside(new GuardEntry.PermitQueued(app(2), rollback(2))));

    assertThat(quiet.next(Style.THREADED)).isEmpty();
  }

  @Test
  void a_standing_that_an_operator_corrected_is_told() {
    Correspondence told =
        fold(
            none("production/backend"),
            backend.beside(
                new OperatorEntry.StandingCorrected(
                    backend.command("alice", "it loses orders"),
                    ContentDigest.of("content"),
                    Standing.QUARANTINED)));

    assertThat(next(told).card().title()).isEqualTo("📒 LEDGER CORRECTED: production/backend");
    assertThat(next(told).card().headline()).contains("never goes back to it");
  }

  @Test
  void what_is_learnt_of_releases_is_not_told() {
    Correspondence quiet =
        fold(
            none("production/backend"),
            backend.beside(new LedgerEntry.ReleasesObserved(List.of())));

    assertThat(quiet.next(Style.THREADED)).isEmpty();
  }

  @Test
  void what_a_rollback_would_do_is_not_told() {
    Correspondence quiet =
        fold(
            none("production/backend"),
            backend.beside(
                new OperatorEntry.PlanShown(
                    backend.command("alice", "only asking"), Optional.of(Saga.PLAN), List.of())));

    assertThat(quiet.next(Style.THREADED)).isEmpty();
  }

  @Test
  void an_alert_that_starts_no_rollback_any_more_calls_people() {
    Correspondence told =
        fold(none("production/backend"), backend.suppressed(Suppression.TOO_MANY_ROLLBACKS));

    assertThat(next(told).card().call()).isPresent();
    assertThat(next(told).card().commands())
        .extracting(Instruction::command)
        .contains("./walkback rollback production/backend --reason 'WHY'");
  }

  @Test
  void an_alert_that_is_given_up_because_nothing_can_be_read_calls_people() {
    Correspondence told =
        fold(none("production/backend"), backend.suppressed(Suppression.CLUSTER_UNREADABLE));

    assertThat(next(told).card().call()).isPresent();
  }

  @Test
  void whoever_only_asked_has_the_answer_and_nobody_else_is_told() {
    Correspondence quiet =
        fold(
            none("production/backend"),
            backend.beside(
                new AuditEntry.TriggerSuppressed(
                    backend.command("alice", "only asking"),
                    Suppression.CLUSTER_UNREADABLE,
                    "the API server did not answer")));

    assertThat(quiet.next(Style.THREADED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"COOLDOWN", "NOTHING_RELEASED"})
  void an_alert_that_was_there_before_the_rollback_ended_is_no_news(Suppression reason) {
    Correspondence ended =
        tellAll(fold(fold(none("production/backend"), backend.started()), backend.succeeded()));

    Correspondence told = fold(ended, backend.suppressed(reason));

    assertThat(told.next(Style.THREADED)).isEmpty();
  }

  @Test
  void an_alert_that_begins_right_after_the_rollback_calls_people() {
    Correspondence ended =
        tellAll(fold(fold(none("production/backend"), backend.started()), backend.succeeded()));
    Story later =
        new Story("production/backend", Optional.of("#incidents"), START.plusSeconds(300));

    AuditRecord record = later.suppressed(Suppression.COOLDOWN);
    Correspondence told = fold(ended, record);

    assertThat(next(told).card().title()).startsWith("⚠️ ALERT RIGHT AFTER A ROLLBACK");
  }

  @Test
  void a_notice_that_one_of_two_processes_has_told_is_not_told_by_whoever_goes_on() {
    Correspondence waiting = fold(none("production/backend"), backend.beside(held(backend)));
    Correspondence told = waiting.told(next(waiting), Optional.of(POSTED));

    assertThat(told.orLater(waiting).next(Style.THREADED)).isEmpty();
    assertThat(waiting.orLater(told).next(Style.THREADED)).isEmpty();
  }

  @Test
  void a_notice_of_a_later_record_is_told_though_an_earlier_one_was() {
    Correspondence first = fold(none("production/backend"), backend.beside(held(backend)));
    Correspondence told = first.told(next(first), Optional.of(POSTED));
    Correspondence later = fold(told, backend.beside(held(backend)));

    assertThat(told.orLater(later).next(Style.THREADED)).isPresent();
  }

  private static OperatorEntry.HoldPlaced held(Story story) {
    return new OperatorEntry.HoldPlaced(
        story.command("alice", "network work"),
        new Hold("alice", "network work", START, Optional.of(START.plusSeconds(7200))));
  }

  private static AuditEntry stopped(int number) {
    return new GuardEntry.StormDeclared(
        app(number), rollback(number), "12 of 30 applications want to go back within 10 min");
  }

  private static ApplicationId app(int number) {
    return ApplicationId.parse("production/app-" + number);
  }

  private static RollbackId rollback(int number) {
    return RollbackId.of(app(number), new TriggerId("t"));
  }

  private static Correspondence none(String application) {
    return Correspondence.none(ApplicationId.parse(application));
  }

  private static Correspondence fold(Correspondence current, AuditRecord record) {
    return current.fold(record, RULES, record.at());
  }

  private static Delivery next(Correspondence current) {
    return current.next(Style.THREADED).orElseThrow();
  }

  private static Correspondence tellAll(Correspondence current) {
    Correspondence told = current;
    for (Optional<Delivery> next = told.next(Style.THREADED);
        next.isPresent();
        next = told.next(Style.THREADED)) {
      told = told.told(next.get(), Optional.of(POSTED));
    }
    return told;
  }
}

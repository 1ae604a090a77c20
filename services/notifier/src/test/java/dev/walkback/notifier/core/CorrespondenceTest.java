package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.notifier.Saga;
import dev.walkback.notifier.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorrespondenceTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Posted POSTED = new Posted("C0INCIDENTS", "1.000001");
  private static final Rules RULES =
      new Rules(
          Optional.of("#fallback"),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24));

  private final Story story = new Story("production/backend", Optional.of("#incidents"), START);
  private Correspondence correspondence =
      Correspondence.none(ApplicationId.parse("production/backend"));

  @Test
  void the_start_is_declared_with_reason_trigger_and_commander() {
    fold(story.started());

    Card card = next().card();

    assertThat(card.title()).isEqualTo("🚨 ROLLBACK STARTED: production/backend");
    assertThat(card.facts())
        .contains(
            Fact.of("Reason", "Error ratio of production/backend is 27%"),
            Fact.of("Triggered by", "alert HighErrorRate, firing since 10:00:00 UTC"),
            Fact.of("Target version", "being resolved"),
            Fact.of("Incident commander", "Walkback, until a human takes over"));
  }

  @Test
  void a_whole_rollback_is_one_message_edited_and_a_reply_for_each_key_fact() {
    List<String> told = new ArrayList<>();

    for (AuditRecord record :
        List.of(
            story.started(),
            story.resolved(),
            story.executed(),
            story.verifying(),
            story.soaking(),
            story.succeeded())) {
      fold(record);
      told.addAll(tellAll());
    }

    assertThat(told)
        .containsExactly(
            "parent",
            "update",
            "reply targets/2",
            "update",
            "reply step/3",
            "update",
            "update",
            "reply soak/5",
            "update",
            "reply end");
  }

  @Test
  void the_end_names_both_versions_and_what_is_left_for_humans() {
    foldAll(story.started(), story.resolved(), story.soaking(), story.succeeded());

    Card card = next().card();

    assertThat(card.title()).isEqualTo("✅ ROLLBACK COMPLETED: production/backend");
    assertThat(card.last()).isTrue();
    assertThat(card.facts())
        .contains(
            Fact.of(
                "Previous version (failed)",
                "deployment/backend revision 3 (registry.example/backend:1.5.0)"),
            Fact.of(
                "Current version (stable)",
                "deployment/backend revision 2 (registry.example/backend:1.4.2)"));
    assertThat(card.facts())
        .filteredOn(fact -> fact.label().equals("Left for humans"))
        .singleElement()
        .satisfies(left ->
            assertThat(left.lines())
                .containsSubsequence(
                    "Jo, communications: Status page updated",
                    "nobody is named: Incident documented, Post-mortem scheduled",
                    "When it is done: ./walkback tick production/backend BOX --reason 'WHY'"));
  }

  @Test
  void who_is_behind_tells_only_the_newest_state() {
    foldAll(story.started(), story.resolved(), story.executed(), story.verifying());

    assertThat(tellAll()).containsExactly("parent", "reply targets/2", "reply step/3");
  }

  @Test
  void what_somebody_kept_who_had_lost_the_application_is_not_gone_on_with() {
    fold(story.started());
    Correspondence old = correspondence;
    fold(story.resolved());

    assertThat(correspondence.orLater(old)).isEqualTo(correspondence);
    assertThat(old.orLater(correspondence)).isEqualTo(correspondence);
  }

  @Test
  void a_record_that_comes_again_changes_nothing() {
    AuditRecord started = story.started();
    foldAll(started, story.resolved());
    Correspondence before = correspondence;

    fold(started);

    assertThat(correspondence).isEqualTo(before);
  }

  @Test
  void a_plan_that_is_settled_once_more_and_is_the_same_is_not_told_again() {
    foldAll(story.started(), story.resolved());
    tellAll();

    fold(story.resolved());

    assertThat(tellAll()).doesNotContain("reply targets/2");
  }

  @Test
  void a_thousand_joined_triggers_make_one_reply() {
    fold(story.started());
    tellAll();

    for (int i = 0; i < 1000; i++) {
      fold(story.joined());
    }

    assertThat(correspondence.threads().getFirst().replies()).hasSize(1);
    assertThat(tellAll()).contains("reply joined");
  }

  @ParameterizedTest
  @EnumSource(HumanNeeded.Reason.class)
  void who_calls_a_human_says_what_to_do(HumanNeeded.Reason reason) {
    foldAll(story.started(), story.needsHuman(reason));

    Card card = next().card();

    assertThat(card.title()).startsWith("🆘 A HUMAN IS NEEDED");
    assertThat(card.todo())
        .hasSizeGreaterThanOrEqualTo(3)
        .anyMatch(line -> line.startsWith("Runbook: docs/runbooks/"));
  }

  @Test
  void an_alert_without_a_release_is_told_where_the_policy_said_last() {
    foldAll(story.started(), story.succeeded());
    tellAll();
    Story later =
        new Story("production/backend", Optional.of("#incidents"), START.plusSeconds(300));

    fold(later.suppressed(Suppression.NOTHING_RELEASED));

    assertThat(next().channel()).contains("#incidents");
    assertThat(next().card().title()).contains("NOTHING WAS ROLLED BACK");
  }

  @Test
  void without_a_policy_it_is_told_in_the_default_channel() {
    fold(story.suppressed(Suppression.CLUSTER_UNREADABLE));

    assertThat(next().channel()).contains("#fallback");
  }

  @Test
  void a_suppression_that_hurts_nobody_is_silent() {
    fold(story.suppressed(Suppression.STALE));

    assertThat(correspondence.next(Style.THREADED)).isEmpty();
  }

  @Test
  void repeated_suppressions_are_told_once_an_hour() {
    for (int i = 0; i < 50; i++) {
      fold(story.suppressed(Suppression.NOTHING_RELEASED));
    }

    assertThat(tellAll()).containsExactly("notice");
    assertThat(correspondence.held().values())
        .extracting(Correspondence.Held::count)
        .containsExactly(49);
  }

  @Test
  void history_is_not_news() {
    AuditRecord old = story.started();

    correspondence = correspondence.fold(old, RULES, START.plus(Duration.ofDays(2)));

    assertThat(correspondence.next(Style.THREADED)).isEmpty();
  }

  @Test
  void where_messages_cannot_be_edited_there_is_one_at_the_start_and_one_at_the_end() {
    List<String> told = new ArrayList<>();
    for (AuditRecord record :
        List.of(story.started(), story.resolved(), story.verifying(), story.succeeded())) {
      fold(record);
      told.addAll(tellAll(Style.START_AND_END));
    }

    assertThat(told).containsExactly("parent", "parent");
  }

  @Test
  void what_is_found_in_the_chat_is_updated_and_not_posted_again() {
    foldAll(story.started(), story.resolved());
    String resolved = "targets/" + correspondence.lastSequence();

    correspondence =
        correspondence.found(story.id(), Optional.of(POSTED), Set.of("parent", resolved));

    assertThat(tellAll()).containsExactly("update");
  }

  @Test
  void targets_that_are_settled_anew_are_told_anew() {
    foldAll(story.started(), story.resolved());
    fold(story.resolved(Optional.of(Saga.PLAN)));

    correspondence =
        correspondence.found(story.id(), Optional.of(POSTED), Set.of("parent", "targets/2"));

    assertThat(tellAll()).containsExactly("update", "reply targets/3");
  }

  @Test
  void a_message_that_somebody_deleted_is_posted_anew() {
    foldAll(story.started());
    tellAll();

    correspondence = correspondence.forget(story.id());

    assertThat(tellAll()).containsExactly("parent");
  }

  @Test
  void rollbacks_that_nobody_was_told_of_are_bounded() {
    for (int i = 0; i < 50; i++) {
      Story another =
          new Story("production/backend", Optional.of("#c"), START.plusSeconds(100L * i));
      another.alertSays("number " + i);
      fold(new Renumbered(another.started(), correspondence.lastSequence() + 1, i).record());
    }

    assertThat(correspondence.threads()).hasSize(Correspondence.MAX_THREADS);
  }

  @Test
  void foreign_text_cannot_forge_lines() {
    story.alertSays("all fine\n*Status:* HEALTHY\u2028\u202Ereversed" + "x".repeat(5000));
    fold(story.started());

    String reason = next().card().facts().getFirst().lines().getFirst();

    assertThat(reason).doesNotContain("\n", "\u2028", "\u202E").hasSizeLessThan(510);
  }

  private void foldAll(AuditRecord... records) {
    for (AuditRecord record : records) {
      fold(record);
    }
  }

  private void fold(AuditRecord record) {
    correspondence = correspondence.fold(record, RULES, record.at());
  }

  private Delivery next() {
    return correspondence.next(Style.THREADED).orElseThrow();
  }

  private List<String> tellAll() {
    return tellAll(Style.THREADED);
  }

  private List<String> tellAll(Style style) {
    List<String> told = new ArrayList<>();
    for (Optional<Delivery> next = correspondence.next(style);
        next.isPresent() && told.size() < 100;
        next = correspondence.next(style)) {
      Delivery delivery = next.get();
      told.add(
          delivery instanceof Delivery.PostReply reply
              ? "reply " + reply.reply().key()
              : delivery.kind());
      correspondence =
          correspondence.told(
              delivery, style == Style.THREADED ? Optional.of(POSTED) : Optional.empty());
    }
    return told;
  }

  /** The same record as that of another rollback, later in the audit. */
  private record Renumbered(AuditRecord original, long sequence, int number) {

    AuditRecord record() {
      var id = RollbackId.of(original.application(), new TriggerId("t" + number));
      var status = original.status().orElseThrow();
      var renamed =
          new RollbackStatus(
              status.application(),
              id,
              status.phase(),
              status.trigger(),
              status.plan(),
              status.history(),
              status.checklist(),
              status.headline(),
              status.joinedTriggers(),
              status.slackChannel(),
              status.soakUntil(),
              status.approval(),
              status.waitingFor(),
              status.budgetUntil());
      return new AuditRecord(
          original.application(),
          sequence,
          original.previous(),
          original.at(),
          Optional.of(id),
          original.entry(),
          Optional.of(renamed));
    }
  }
}

package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.notifier.Story;
import dev.walkback.notifier.core.Chat.Outcome;
import dev.walkback.notifier.core.Chat.Search;
import dev.walkback.notifier.core.Telling.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the chat is searched before it is told. */
class TellingTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Rules RULES =
      new Rules(
          Optional.of("#all"), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofDays(1));

  private static final Outcome ELSEWHERE =
      new Outcome.Elsewhere("#all", "channel_not_found", "Check it.");

  private final Story story = new Story("production/backend", Optional.of("#incidents"), START);
  private Telling telling = Telling.none(ApplicationId.parse("production/backend"));

  @Test
  void a_new_rollback_is_told_at_once() {
    take(START.plusSeconds(1));

    assertThat(task()).isInstanceOf(Task.Tell.class);
  }

  @Test
  void what_may_have_arrived_is_looked_for_before_it_is_told_again() {
    take(START.plusSeconds(1));
    telling =
        telling.told(task().delivery(), new Outcome.TryAgain(Optional.empty(), "timed out", true));

    assertThat(task()).isInstanceOf(Task.Look.class);
  }

  @Test
  void what_surely_did_not_arrive_is_told_again() {
    take(START.plusSeconds(1));
    telling =
        telling.told(
            task().delivery(), new Outcome.TryAgain(Optional.empty(), "rate limited", false));

    assertThat(task()).isInstanceOf(Task.Tell.class);
  }

  @Test
  void after_a_restart_every_rollback_is_looked_for() {
    take(START.plusSeconds(1));
    telling = Telling.resumed(telling.correspondence());

    assertThat(task()).isInstanceOf(Task.Look.class);
  }

  @Test
  void a_record_that_is_late_when_it_first_comes_may_have_been_told_by_somebody_else() {
    take(START.plusSeconds(60));

    assertThat(task()).isInstanceOf(Task.Look.class);
  }

  @Test
  void what_was_found_is_edited_and_not_posted_again() {
    take(START.plusSeconds(60));
    telling =
        telling.searched(
            story.id(), new Search.Seen(Optional.of(new Posted("C1", "1.1")), Set.of()));

    assertThat(task().delivery()).isInstanceOf(Delivery.UpdateParent.class);
  }

  @Test
  void a_chat_that_cannot_be_searched_is_told_twice_rather_than_not_at_all() {
    take(START.plusSeconds(60));
    telling = telling.searched(story.id(), new Search.Blind("no permission"));

    assertThat(task()).isInstanceOf(Task.Tell.class);
  }

  @Test
  void a_message_that_is_gone_is_posted_anew() {
    take(START.plusSeconds(1));
    telling = told(new Outcome.Told(Optional.of(new Posted("C1", "1.1"))));
    telling = telling.take(story.resolved(), RULES, START.plusSeconds(2));
    telling = told(new Outcome.Gone("message_not_found"));

    assertThat(task().delivery()).isInstanceOf(Delivery.PostParent.class);
  }

  @Test
  void a_reply_below_nothing_goes_to_the_log() {
    take(START.plusSeconds(1));
    telling = telling.take(story.resolved(), RULES, START.plusSeconds(2));
    telling = told(new Outcome.Refused("channel_not_found", "Invite Walkback"));

    assertThat(task()).isInstanceOf(Task.Log.class);
  }

  @Test
  void what_a_channel_does_not_take_is_told_in_another_one() {
    take(START.plusSeconds(1));
    telling = told(ELSEWHERE);

    telling = telling.searched(story.id(), new Search.Seen(Optional.empty(), Set.of()));

    assertThat(task().delivery()).isInstanceOf(Delivery.PostParent.class);
    assertThat(task().delivery().channel()).contains("#all");
  }

  @Test
  void the_other_channel_is_searched_first_for_whoever_told_it_there_before() {
    take(START.plusSeconds(1));
    telling = told(ELSEWHERE);

    assertThat(task())
        .isInstanceOfSatisfying(
            Task.Look.class, look -> assertThat(look.thread().channel()).contains("#all"));
  }

  @Test
  void a_call_for_a_human_stands_in_the_other_channel_with_the_reason_why_it_is_there() {
    take(START.plusSeconds(1));
    telling = told(ELSEWHERE);
    telling = telling.searched(story.id(), new Search.Seen(Optional.empty(), Set.of()));
    telling = telling.take(story.needsHuman(Reason.NO_TARGET), RULES, START.plusSeconds(2));
    telling = told(new Outcome.Told(Optional.of(new Posted("C0ALL", "1.1"))));

    assertThat(repliesToAll())
        .satisfiesExactly(
            why ->
                assertThat(why.headline())
                    .isEqualTo(
                        "The channel #incidents does not take it (channel_not_found). Check it."),
            call -> assertThat(call.call()).isPresent());
  }

  @Test
  void a_thread_whose_channel_is_closed_goes_on_in_the_other_channel() {
    take(START.plusSeconds(1));
    telling = told(new Outcome.Told(Optional.of(new Posted("C1", "1.1"))));
    telling = telling.take(story.resolved(), RULES, START.plusSeconds(2));
    telling = told(ELSEWHERE);
    telling = telling.searched(story.id(), new Search.Seen(Optional.empty(), Set.of()));

    assertThat(task().delivery()).isInstanceOf(Delivery.PostParent.class);
  }

  @Test
  void a_notice_goes_to_the_other_channel_and_says_why() {
    telling = telling.take(story.suppressed(Suppression.COOLDOWN), RULES, START.plusSeconds(1));
    telling = told(new Outcome.Elsewhere("#other", "is_archived", "Check it."));

    assertThat(task().delivery().channel()).contains("#other");
    assertThat(task().delivery().card().todo().getLast())
        .startsWith("Told in this channel instead: The channel #all does not take it");
  }

  private List<Card> repliesToAll() {
    List<Card> replies = new ArrayList<>();
    while (telling.next(Style.THREADED).isPresent()) {
      if (task().delivery() instanceof Delivery.PostReply reply) {
        assertThat(reply.channel()).contains("#all");
        replies.add(reply.card());
      }
      telling = told(new Outcome.Told(Optional.empty()));
    }
    return replies;
  }

  private void take(Instant now) {
    telling = telling.take(story.started(), RULES, now);
  }

  private Telling told(Outcome outcome) {
    return telling.told(task().delivery(), outcome);
  }

  private Task task() {
    return telling.next(Style.THREADED).orElseThrow();
  }
}

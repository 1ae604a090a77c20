package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.notifier.Story;
import dev.walkback.notifier.outbound.log.LogChat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left for humans, and what is told when one of them says that it is done. */
class TickNewsTest {

  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private static final Posted POSTED = new Posted("C0INCIDENTS", "1.000001");
  private static final Rules RULES =
      new Rules(Optional.empty(), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24));

  private final Story story = new Story("production/backend", Optional.of("#incidents"), START);
  private Correspondence correspondence =
      Correspondence.none(ApplicationId.parse("production/backend"));

  @Test
  void while_it_is_watched_people_see_what_they_may_do_meanwhile() {
    fold(story.started(), story.resolved(), story.soaking());

    assertThat(left())
        .containsExactly(
            "Jo, communications: Status page updated",
            "nobody is named: Incident documented, Post-mortem scheduled",
            "When it is done: ./walkback tick production/backend BOX --reason 'WHY'");
  }

  @Test
  void a_box_ticked_after_the_end_is_shown_in_the_same_message_and_calls_nobody() {
    ended(Style.THREADED);

    fold(story.ticked("jo", Box.STATUS_PAGE_UPDATED));

    List<Delivery> told = deliver(Style.THREADED);
    assertThat(told).extracting(Delivery::kind).containsExactly("update", "reply");
    assertThat(told).allSatisfy(delivery -> assertThat(delivery.card().call()).isEmpty());
    assertThat(told.getLast().card().title()).isEqualTo("☑️ jo ticks 'Status page updated'");
    assertThat(told.getLast().card().headline()).isEqualTo("2 more are left for humans.");
    assertThat(left()).first().asString().startsWith("nobody is named:");
    assertThat(parent().checklist())
        .filteredOn(mark -> mark.state() == Mark.State.TICKED)
        .extracting(Mark::box)
        .contains(Box.STATUS_PAGE_UPDATED);
  }

  @Test
  void a_box_ticked_after_the_end_leaves_the_rest_of_the_message_as_it_was() {
    ended(Style.THREADED);
    Card end = parent();

    fold(story.ticked("jo", Box.STATUS_PAGE_UPDATED));

    assertThat(parent())
        .usingRecursiveComparison()
        .ignoringFields("checklist", "facts")
        .isEqualTo(end);
    assertThat(parent().facts())
        .filteredOn(fact -> !fact.label().equals(LeftForHumans.LABEL))
        .isEqualTo(
            end.facts().stream()
                .filter(fact -> !fact.label().equals(LeftForHumans.LABEL))
                .toList());
  }

  @Test
  void where_messages_cannot_be_edited_a_box_ticked_after_the_end_is_no_message() {
    ended(Style.START_AND_END);

    fold(story.ticked("jo", Box.STATUS_PAGE_UPDATED));

    assertThat(deliver(Style.START_AND_END)).isEmpty();
  }

  @Test
  void in_the_log_a_box_ticked_after_the_end_is_a_line_and_not_everything_again() {
    ended(Style.THREADED);
    fold(story.ticked("jo", Box.STATUS_PAGE_UPDATED));
    List<String> logged = new ArrayList<>();

    deliver(Style.THREADED)
        .forEach(each -> new LogChat(logged::add).tell(correspondence.application(), each));

    assertThat(logged).allSatisfy(text -> assertThat(text).doesNotContain("\n")).hasSize(2);
    assertThat(logged.getLast()).contains("☑️ jo ticks 'Status page updated'", "done");
  }

  @Test
  void a_box_of_a_rollback_that_is_not_remembered_begins_no_message() {
    story.started();
    story.succeeded();

    fold(story.ticked("jo", Box.STATUS_PAGE_UPDATED));

    assertThat(correspondence.threads()).isEmpty();
  }

  @Test
  void when_all_is_ticked_the_message_says_so() {
    ended(Style.THREADED);

    for (Box box : Box.values()) {
      fold(story.ticked("jo", box));
    }

    assertThat(left()).containsExactly("nothing, every box is ticked");
    assertThat(deliver(Style.THREADED).getLast().card().headline())
        .isEqualTo("Nothing is left for humans.");
  }

  @Test
  void ticks_after_the_end_do_not_keep_a_rollback_that_all_know_of() {
    ended(Style.START_AND_END);
    fold(story.ticked("jo", Box.STATUS_PAGE_UPDATED));

    assertThat(correspondence.threads()).singleElement().matches(RollbackThread::isFinished);
  }

  private void ended(Style style) {
    fold(story.started(), story.resolved(), story.soaking(), story.succeeded());
    deliver(style);
  }

  private void fold(AuditRecord... records) {
    for (AuditRecord record : records) {
      correspondence = correspondence.fold(record, RULES, record.at());
    }
  }

  private List<Delivery> deliver(Style style) {
    List<Delivery> told = new ArrayList<>();
    for (Optional<Delivery> next = correspondence.next(style);
        next.isPresent();
        next = correspondence.next(style)) {
      correspondence = correspondence.told(next.get(), Optional.of(POSTED));
      told.add(next.get());
    }
    return told;
  }

  private Card parent() {
    return correspondence.threads().getFirst().card();
  }

  private List<String> left() {
    return parent().facts().stream()
        .filter(fact -> fact.label().equals(LeftForHumans.LABEL))
        .findFirst()
        .orElseThrow()
        .lines();
  }
}

package dev.walkback.notifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.notifier.Story;
import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.CorrespondenceStore.UnavailableException;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Rules;
import dev.walkback.notifier.core.Style;
import dev.walkback.notifier.outbound.log.LogChat;
import dev.walkback.notifier.outbound.slack.Mention;
import dev.walkback.notifier.outbound.slack.SlackChat;
import dev.walkback.notifier.outbound.slack.SlackSettings;
import dev.walkback.notifier.outbound.slack.SlackWebhook;
import dev.walkback.testsupport.slack.Fault;
import dev.walkback.testsupport.slack.SlackMessage;
import dev.walkback.testsupport.slack.SlackStandIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The desk with the real Slack adapter, against a server that answers like Slack. */
class SlackDeskIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Mention ON_CALL = Mention.of("channel");
  private static final Rules RULES =
      new Rules(
          Optional.of("#incidents"),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24));

  private final SlackStandIn slack = SlackStandIn.start();
  private final MemoryStore store = new MemoryStore();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Story story =
      new Story("production/backend", Optional.of("#incidents"), Instant.now());
  private Desk desk;

  @BeforeEach
  void open() {
    desk = desk(SlackStandIn.TOKEN, Duration.ofMillis(1));
  }

  @AfterEach
  void close() {
    desk.close();
    slack.close();
  }

  @Test
  void a_rollback_is_one_thread_whose_parent_shows_the_end() throws Exception {
    take(
        story.started(),
        story.resolved(),
        story.executed(),
        story.verifying(),
        story.soaking(),
        story.succeeded());

    awaitAllTold();

    assertThat(slack.messages("#incidents")).hasSize(1);
    SlackMessage parent = slack.messages("#incidents").getFirst();
    assertThat(parent.rendered())
        .contains(
            "✅ ROLLBACK COMPLETED: production/backend",
            "Previous version (failed)",
            "registry.example/backend:1.4.2",
            "Checklist:");
    assertThat(slack.replies(parent)).hasSize(4);
    Files.writeString(Path.of("target/slack.html"), slack.renderHtml());
  }

  @Test
  void what_is_said_while_slack_is_away_is_told_when_it_is_back_once_and_as_it_is_then() {
    slack.breakDown(new Fault.Status(503));
    take(story.started(), story.resolved(), story.verifying());
    await().atMost(DEADLINE).until(() -> slack.calls().size() >= 2);
    take(story.soaking(), story.succeeded());

    slack.recover();

    awaitAllTold();
    assertThat(slack.messages("#incidents")).hasSize(1);
    assertThat(slack.messages("#incidents").getFirst().versions().getLast().path("text").asString())
        .startsWith("✅ ROLLBACK COMPLETED");
  }

  @Test
  void a_message_whose_answer_was_lost_is_found_and_not_posted_twice() {
    slack.script("chat.postMessage", new Fault.AnswerLost());

    take(story.started());
    awaitAllTold();

    assertThat(slack.messages("#incidents")).hasSize(1);
    assertThat(store.of("production/backend").threads().getFirst().posted()).isPresent();
  }

  @Test
  void a_message_that_timed_out_is_found_and_not_posted_twice() {
    slack.script("chat.postMessage", new Fault.Slow(TIMEOUT.multipliedBy(2)));

    take(story.started());
    awaitAllTold();

    assertThat(slack.messages("#incidents")).hasSize(1);
  }

  @Test
  void a_reply_whose_answer_was_lost_is_not_posted_twice() {
    take(story.started());
    awaitAllTold();
    slack.script("chat.postMessage", new Fault.AnswerLost());

    take(story.resolved());
    awaitAllTold();

    assertThat(slack.replies(slack.messages("#incidents").getFirst())).hasSize(1);
  }

  @Test
  void who_starts_again_after_a_crash_before_saving_finds_the_message() {
    store.refuse(next -> next.threads().stream().anyMatch(t -> t.posted().isPresent()));
    take(story.started());
    await().atMost(DEADLINE).until(() -> slack.messages("#incidents").size() == 1);
    desk.close();
    store.refuse(_ -> false);

    desk = desk(SlackStandIn.TOKEN, Duration.ofMillis(1));
    desk.assigned(Set.of(0));
    awaitAllTold();

    assertThat(slack.messages("#incidents")).hasSize(1);
  }

  @Test
  void who_starts_again_goes_on_in_the_same_thread() {
    take(story.started(), story.resolved());
    awaitAllTold();
    desk.close();

    desk = desk(SlackStandIn.TOKEN, Duration.ofMillis(1));
    take(story.succeeded());
    awaitAllTold();

    assertThat(slack.messages("#incidents")).hasSize(1);
    assertThat(slack.messages("#incidents").getFirst().text()).contains("COMPLETED");
  }

  @Test
  void without_a_default_channel_an_unknown_one_goes_to_the_log_and_holds_up_no_other() {
    Story lost = new Story("production/lost", Optional.of("#nowhere"), Instant.now());

    take(lost.started(), lost.needsHuman(Reason.NO_TARGET), story.started());

    await().atMost(DEADLINE).until(() -> slack.messages("#incidents").size() == 1);
    await()
        .atMost(DEADLINE)
        .until(() -> logged.stream().anyMatch(text -> text.contains("A HUMAN IS NEEDED")));
  }

  @Test
  void a_wrong_token_sends_everything_to_the_log() {
    desk.close();
    desk = desk("xoxb-wrong", Duration.ofMillis(1));

    take(story.started());

    await()
        .atMost(DEADLINE)
        .until(() -> logged.stream().anyMatch(text -> text.contains("ROLLBACK STARTED")));
  }

  @Test
  void a_message_that_somebody_deleted_is_posted_anew() {
    take(story.started());
    awaitAllTold();
    slack.delete(slack.messages("#incidents").getFirst());

    take(story.verifying());
    awaitAllTold();

    assertThat(slack.messages("#incidents").getFirst().text()).contains("NOT PROVEN YET");
  }

  @Test
  void an_alert_cannot_call_people_or_make_links() {
    story.alertSays("<!channel> @here <https://evil.example|click> & *bold*");

    take(story.started());
    awaitAllTold();

    String raw = slack.messages("#incidents").getFirst().body().toString();
    assertThat(raw).contains("&lt;!channel&gt;").doesNotContain("<!", "<https", "@here");
  }

  @Test
  void very_long_text_still_is_a_message_that_slack_takes() {
    story.alertSays("&<>\"".repeat(20_000));

    take(story.started(), story.needsHuman(Reason.PARTLY_EXECUTED));
    awaitAllTold();

    assertThat(slack.messages("#incidents")).hasSize(1);
    assertThat(logged).isEmpty();
  }

  @Test
  void a_webhook_gets_one_message_at_the_start_and_one_at_the_end() {
    desk.close();
    desk =
        desk(
            new SlackWebhook(
                slack.webhookUrl("incidents"), TIMEOUT, Duration.ofMillis(1), ON_CALL));
    take(story.started());
    await().atMost(DEADLINE).until(() -> slack.messages("#incidents").size() == 1);

    take(story.resolved(), story.verifying(), story.succeeded());

    await().atMost(DEADLINE).until(() -> slack.messages("#incidents").size() == 2);
    assertThat(slack.messages("#incidents").getLast().text()).contains("COMPLETED");
  }

  @Test
  void an_alert_without_a_release_is_told() {
    take(story.suppressed(Suppression.NOTHING_RELEASED));

    awaitAllTold();

    assertThat(slack.messages("#incidents").getFirst().text())
        .contains("ALERT WITHOUT A RELEASE, NOTHING WAS ROLLED BACK");
  }

  @Test
  void a_bug_in_telling_one_application_does_not_silence_the_channel() {
    Story broken = new Story("production/broken", Optional.of("#incidents"), Instant.now());
    desk.close();
    Chat real =
        new SlackChat(
            new SlackSettings(
                slack.apiUrl(),
                SlackStandIn.TOKEN,
                TIMEOUT,
                Duration.ofMillis(1),
                ON_CALL,
                Optional.empty()));
    desk = desk(new BuggyChat(real, "production/broken"));

    take(broken.started(), story.started());

    awaitAllTold();
    assertThat(slack.messages("#incidents")).hasSize(1);
  }

  @Test
  void what_people_must_do_stands_first_where_someone_is_called() throws Exception {
    take(story.started(), story.resolved(), story.executed());
    take(story.needsHuman(Reason.TARGET_UNHEALTHY));
    awaitAllTold();

    String shown = slack.messages("#incidents").getFirst().rendered();
    Files.writeString(Path.of("target/slack-human.html"), slack.renderHtml());
    assertThat(shown.indexOf("Runbook:")).isPositive().isLessThan(shown.indexOf("Reason"));
  }

  @Test
  void what_cannot_be_saved_is_not_acknowledged() {
    store.refuse(_ -> true);

    assertThatThrownBy(() -> take(story.started())).isInstanceOf(UnavailableException.class);
  }

  private void take(AuditRecord... records) {
    for (AuditRecord record : records) {
      desk.take(0, record);
    }
  }

  private void awaitAllTold() {
    await()
        .atMost(DEADLINE)
        .until(() -> store.of("production/backend").next(Style.THREADED).isEmpty());
  }

  private Desk desk(String token, Duration pace) {
    return desk(
        new SlackChat(
            new SlackSettings(slack.apiUrl(), token, TIMEOUT, pace, ON_CALL, Optional.empty())));
  }

  private Desk desk(Chat chat) {
    InstantSource clock = InstantSource.system();
    Tally tally = new Tally(new SimpleMeterRegistry());
    Teller teller = new Teller(chat, new LogChat(logged::add), tally, clock, Duration.ofMillis(50));
    return new Desk(store, teller, _ -> RULES, clock, 1);
  }

  /** Throws where it should answer. */
  private record BuggyChat(Chat real, String application) implements Chat {

    @Override
    public Style style() {
      return real.style();
    }

    @Override
    public Duration pace() {
      return real.pace();
    }

    @Override
    public Outcome tell(ApplicationId about, Delivery delivery) {
      if (about.toString().equals(application)) {
        throw new IllegalStateException("a bug");
      }
      return real.tell(about, delivery);
    }

    @Override
    public Search search(RollbackThread thread) {
      return real.search(thread);
    }
  }
}

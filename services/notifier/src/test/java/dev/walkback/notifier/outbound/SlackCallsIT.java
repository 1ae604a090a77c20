package dev.walkback.notifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.notifier.Saga;
import dev.walkback.notifier.Story;
import dev.walkback.notifier.core.Chat;
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

/** How people are called, and how fast the chat is written to. */
class SlackCallsIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Mention ON_CALL = Mention.of("channel");
  private static final Optional<String> TYPO = Optional.of("#typo");
  private static final Rules RULES =
      new Rules(
          Optional.of("#incidents"),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24));

  private final SlackStandIn slack = SlackStandIn.start();
  private final MemoryStore store = new MemoryStore();
  private final Story story =
      new Story("production/backend", Optional.of("#incidents"), Instant.now());
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Saga saga = new Saga(story);
  private Desk desk;

  @BeforeEach
  void open() {
    desk = desk(slackWith(SHORT));
  }

  @AfterEach
  void close() {
    desk.close();
    slack.close();
  }

  @Test
  void too_many_requests_are_repeated_after_the_time_that_slack_asks_for() {
    slack.script("chat.postMessage", new Fault.RateLimited(Duration.ofSeconds(2)));
    Instant before = Instant.now();

    take(story.started());
    awaitAllTold();

    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(1900));
    assertThat(slack.messages("#incidents")).hasSize(1);
  }

  @Test
  void with_the_usual_pace_slack_never_has_to_say_429() {
    open(slackWith(Duration.ofSeconds(1)));
    slack.limitRate(true);

    take(story.started(), story.resolved(), story.executed());
    awaitAllTold();

    assertThat(slack.calls()).extracting(SlackStandIn.Call::status).containsOnly(200);
  }

  @Test
  void the_pace_is_kept_from_the_answer_on_and_not_from_the_question() {
    open(slackWith(Duration.ofSeconds(1)));
    slack.script("chat.postMessage", new Fault.Slow(TIMEOUT.multipliedBy(6).dividedBy(10)));

    take(story.started(), story.resolved());
    awaitAllTold();

    List<SlackStandIn.Call> calls = slack.calls();
    assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
        .isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void a_webhook_gets_a_message_whenever_people_are_called() {
    open(new SlackWebhook(slack.webhookUrl("incidents"), TIMEOUT, SHORT, ON_CALL));
    take(story.started());
    await().atMost(DEADLINE).until(() -> slack.messages("#incidents").size() == 1);

    take(saga.planned(), saga.approvalWanted(), saga.approved("alice"));

    await().atMost(DEADLINE).until(() -> slack.messages("#incidents").size() == 2);
    assertThat(slack.messages("#incidents").getLast().text())
        .startsWith("<!channel> 🙋 APPROVAL WANTED");
  }

  @Test
  void whoever_is_called_is_called_in_the_channel_and_not_only_in_the_thread() {
    take(story.started(), saga.planned(), saga.approvalWanted());
    awaitAllTold();

    List<SlackMessage> replies = slack.replies(slack.messages("#incidents").getFirst());
    assertThat(replies)
        .filteredOn(reply -> reply.body().path("reply_broadcast").asBoolean(false))
        .singleElement()
        .satisfies(call -> assertThat(call.text()).startsWith("<!channel> 🙋 Approval wanted"));
  }

  @Test
  void whoever_is_called_is_called_in_the_default_channel_where_the_policys_does_not_exist() {
    Story lost = new Story("production/lost", TYPO, Instant.now());

    take(lost.started(), lost.needsHuman(Reason.NO_TARGET));
    awaitAllTold("production/lost");

    assertThat(slack.messages("#incidents")).hasSize(1);
    assertThat(slack.replies(slack.messages("#incidents").getFirst()))
        .anySatisfy(why -> assertThat(why.rendered()).contains("#typo", "channel_not_found"))
        .anySatisfy(call -> assertThat(call.text()).startsWith("<!channel> 🆘 A human is needed"));
  }

  @Test
  void what_went_to_the_default_channel_is_not_told_there_again_after_a_crash_before_saving() {
    store.refuse(next -> next.threads().stream().noneMatch(t -> t.channel().equals(TYPO)));
    take(new Story("production/lost", TYPO, Instant.now()).started());
    await().atMost(DEADLINE).until(() -> repliesInDefault() == 1);
    desk.close();
    store.refuse(_ -> false);

    desk = desk(slackWith(SHORT));
    desk.assigned(Set.of(0));
    awaitAllTold("production/lost");

    assertThat(slack.messages("#incidents")).hasSize(1);
    assertThat(repliesInDefault()).isEqualTo(1);
  }

  @Test
  void where_the_default_channel_is_closed_too_it_goes_to_the_log() {
    open(
        new SlackChat(
            new SlackSettings(
                slack.apiUrl(),
                SlackStandIn.TOKEN,
                TIMEOUT,
                SHORT,
                ON_CALL,
                Optional.of("#gone"))));

    take(new Story("production/lost", TYPO, Instant.now()).started());
    awaitAllTold("production/lost");

    assertThat(logged).anySatisfy(text -> assertThat(text).contains("ROLLBACK STARTED"));
  }

  private int repliesInDefault() {
    return slack.messages("#incidents").stream()
        .mapToInt(parent -> slack.replies(parent).size())
        .sum();
  }

  private void take(AuditRecord... records) {
    for (AuditRecord record : records) {
      desk.take(0, record);
    }
  }

  private void awaitAllTold() {
    awaitAllTold("production/backend");
  }

  private void awaitAllTold(String application) {
    await()
        .atMost(DEADLINE)
        .until(() -> {
          var kept = store.of(application);
          return kept.lastSequence() > 0 && kept.next(Style.THREADED).isEmpty();
        });
  }

  private void open(Chat chat) {
    desk.close();
    desk = desk(chat);
  }

  private SlackChat slackWith(Duration pace) {
    return new SlackChat(
        new SlackSettings(
            slack.apiUrl(), SlackStandIn.TOKEN, TIMEOUT, pace, ON_CALL, RULES.defaultChannel()));
  }

  private Desk desk(Chat chat) {
    InstantSource clock = InstantSource.system();
    Tally tally = new Tally(new SimpleMeterRegistry());
    Teller teller = new Teller(chat, new LogChat(logged::add), tally, clock, Duration.ofMillis(50));
    return new Desk(store, teller, _ -> RULES, clock, 1);
  }
}

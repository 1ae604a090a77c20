package dev.walkback.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.chassis.PoliciesView;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import dev.walkback.testsupport.slack.Fault;
import dev.walkback.testsupport.slack.SlackMessage;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The notifier as it runs: a real broker, the real binder, and a server that answers like Slack.
 */
@WithKafka
class NotifierIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final KafkaFixture kafka;
  private final SlackStandIn slack = SlackStandIn.start();
  private final RecordWriter writer;
  private ConfigurableApplicationContext notifier;

  NotifierIT(KafkaFixture kafka) {
    this.kafka = kafka;
    this.writer = kafka.writer();
  }

  @BeforeEach
  void start() {
    notifier = run();
  }

  @AfterEach
  void stop() {
    notifier.close();
    writer.close();
    slack.close();
  }

  @Test
  void a_rollback_on_the_audit_becomes_one_thread() {
    Story story = new Story("production/told", Optional.of("#incidents"), Instant.now());

    say(story.started(), story.resolved(), story.executed(), story.soaking(), story.succeeded());

    await().atMost(DEADLINE).until(() -> shows("production/told", "COMPLETED"));
    assertThat(parents("production/told")).hasSize(1);
  }

  @Test
  void what_was_not_told_before_it_stopped_is_told_when_it_starts_again() {
    Story story = new Story("production/outage", Optional.of("#incidents"), Instant.now());
    slack.breakDown(new Fault.Status(503));
    say(story.started(), story.resolved(), story.succeeded());
    await().atMost(DEADLINE).until(() -> isSaved("production/outage", "ROLLBACK COMPLETED"));
    notifier.close();
    slack.recover();

    notifier = run();

    await().atMost(DEADLINE).until(() -> shows("production/outage", "COMPLETED"));
    assertThat(parents("production/outage")).hasSize(1);
  }

  @Test
  void what_cannot_be_read_goes_to_the_dead_letters_and_the_rest_is_told() {
    writer.write(Topics.AUDIT.name(), "production/after", "{broken");
    Story story = new Story("production/after", Optional.of("#incidents"), Instant.now());

    say(story.started());

    await().atMost(DEADLINE).until(() -> shows("production/after", "STARTED"));
    try (TopicReader letters = kafka.reader(Topics.DEAD_LETTERS.name())) {
      letters.awaitFirst(letter -> "production/after".equals(letter.key()), "the broken record");
    }
  }

  @Test
  void an_alert_without_a_release_is_told_where_the_policy_says() {
    Story story = new Story("production/calm", Optional.of("#releases"), Instant.now());
    writer.write(Topics.POLICIES, story.published());
    await().atMost(DEADLINE).until(() -> knowsPolicyOf("production/calm"));

    say(story.suppressed(Suppression.NOTHING_RELEASED));

    await()
        .atMost(DEADLINE)
        .until(() ->
            slack.messages("#releases").stream()
                .anyMatch(message -> message.text().contains("production/calm")));
  }

  @Test
  void it_is_ready_although_slack_is_away() {
    slack.breakDown(new Fault.Status(503));

    await().atMost(DEADLINE).until(() -> get("/actuator/health/readiness").contains("\"UP\""));
  }

  private void say(AuditRecord... records) {
    for (AuditRecord record : records) {
      writer.write(Topics.AUDIT, Story.envelope(record));
    }
  }

  private boolean knowsPolicyOf(String application) {
    return notifier
        .getBean(PoliciesView.class)
        .current()
        .find(ApplicationId.parse(application))
        .isPresent();
  }

  private boolean shows(String application, String words) {
    return parents(application).stream().anyMatch(message -> message.text().contains(words));
  }

  private List<SlackMessage> parents(String application) {
    return slack.messages("#incidents").stream()
        .filter(message -> message.text().contains(application))
        .toList();
  }

  private boolean isSaved(String application, String words) {
    try (TopicReader threads = kafka.reader(Topics.NOTIFIER_THREADS.name())) {
      return threads.upToNow().stream()
          .filter(saved -> application.equals(saved.key()))
          .anyMatch(saved -> new String(saved.value(), UTF_8).contains(words));
    }
  }

  private String get(String path) {
    String port = notifier.getEnvironment().getRequiredProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private ConfigurableApplicationContext run() {
    return NotifierApplication.application()
        .run(
            "--server.port=0",
            "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--walkback.topics.partitions=3",
            "--walkback.notifier.slack.api-url=" + slack.apiUrl(),
            "--walkback.notifier.slack.token=" + SlackStandIn.TOKEN,
            "--walkback.notifier.slack.pace=10ms");
  }
}

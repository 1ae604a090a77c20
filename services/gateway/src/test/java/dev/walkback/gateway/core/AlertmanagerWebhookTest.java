package dev.walkback.gateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.gateway.core.AlertmanagerWebhook.Reading;
import dev.walkback.gateway.core.AlertmanagerWebhook.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerWebhookTest {

  static final String ALERT =
      """
      {"status":"firing","labels":{"alertname":"HighErrorRate"},"annotations":{},
       "startsAt":"2026-11-23T04:08:02.18Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"593c12c75dde2a11"}\
      """;
  static final String WEBHOOK =
      """
      {"receiver":"rollback","status":"firing","version":"4","groupKey":"{}:{alertname=\\"X\\"}",
       "newInAVersionToCome":{"a":1},"alerts":[%s,%s]}\
      """
          .formatted(ALERT, ALERT.replace("\"firing\"", "\"resolved\""));

  private final AlertmanagerWebhook webhook = new AlertmanagerWebhook();

  @Test
  void a_webhook_gives_its_group_and_the_number_of_its_alerts() {
    assertThat(read(WEBHOOK))
        .isInstanceOfSatisfying(
            Reading.Webhook.class,
            found -> {
              assertThat(found.groupKey()).isEqualTo("{}:{alertname=\"X\"}");
              assertThat(found.alerts()).hasSize(2);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {broken                                  | JSON
          [1]                                      | a JSON object
          {"alerts":[]}                            | 'version', as Alertmanager and Grafana send it, for instance "4"
          {"version":"4"}                          | 'alerts' with at least one alert
          {"version":"4","alerts":[]}              | 'alerts' with at least one alert
          {"version":"4","alerts":[7]}             | alerts[0] as an object
          {"version":"4","alerts":[{}]}            | 'alerts[0].status' as "firing" or "resolved"
          {"version":"4","alerts":[{"status":"firing"}]} | 'alerts[0].labels' as an object
          """)
  void what_is_no_webhook_is_told_what_was_expected(String body, String expected) {
    assertThat(read(body))
        .isInstanceOfSatisfying(
            Reading.NotOne.class, problem -> assertThat(problem.expected()).isEqualTo(expected));
  }

  @Test
  void an_alert_without_a_fingerprint_is_refused() {
    assertThat(read(WEBHOOK.replace("593c12c75dde2a11", " ")))
        .isEqualTo(new Reading.NotOne("'alerts[0].fingerprint' as a text", "\" \""));
  }

  @Test
  void an_alert_without_a_time_is_refused() {
    assertThat(read(WEBHOOK.replace("2026-11-23T04:08:02.18Z", "yesterday")))
        .isInstanceOfSatisfying(
            Reading.NotOne.class,
            problem -> assertThat(problem.found()).isEqualTo("\"yesterday\""));
  }

  @Test
  void rubbish_after_the_webhook_is_refused() {
    assertThat(read(WEBHOOK + "x")).isInstanceOf(Reading.NotOne.class);
  }

  @Test
  void an_alert_is_found_where_its_bytes_stand() {
    byte[] bytes =
        WEBHOOK
            .replace("\"receiver\":\"rollback\"", "\"receiver\":\"Überwachung\"")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(webhook.read(bytes))
        .isInstanceOfSatisfying(
            Reading.Webhook.class,
            found -> {
              Span first = found.alerts().getFirst();
              assertThat(new String(bytes, first.from(), first.length(), StandardCharsets.UTF_8))
                  .isEqualTo(ALERT);
            });
  }

  @Test
  void another_encoding_than_utf_8_is_refused() {
    assertThat(webhook.read(WEBHOOK.getBytes(StandardCharsets.UTF_16)))
        .isEqualTo(new Reading.NotOne("JSON in UTF-8", "another encoding"));
  }

  @Test
  void the_version_may_come_after_the_alerts() {
    assertThat(read("{\"alerts\":[%s],\"version\":\"4\"}".formatted(ALERT)))
        .isInstanceOf(Reading.Webhook.class);
  }

  @Test
  void deep_nesting_is_refused_and_not_thrown() {
    assertThat(read("[".repeat(100_000))).isInstanceOf(Reading.NotOne.class);
  }

  private Reading read(String body) {
    return webhook.read(body.getBytes(StandardCharsets.UTF_8));
  }
}

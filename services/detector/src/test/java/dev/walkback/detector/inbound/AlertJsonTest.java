package dev.walkback.detector.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.topic.Topics;
import dev.walkback.events.trigger.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertJsonTest {

  private static final String ALERT =
      "{\"status\":\"firing\",\"labels\":{\"alertname\":\"X\"},\"startsAt\":\"2026-11-23T04:08:02.123456789+01:00\",\"fingerprint\":\"f1\"}";

  private final AlertJson json = new AlertJson();

  @Test
  void what_alertmanager_posted_is_read() throws IOException {
    Alert alert = json.parse(golden("webhook-firing.json")).alerts().getFirst();
    assertThat(alert.status()).isEqualTo(Alert.Status.FIRING);
    assertThat(alert.fingerprint()).isEqualTo("593c12c75dde2a11");
    assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-11-23T04:08:02.180Z"));
    assertThat(alert.labels()).containsEntry("deployment", "checkout").hasSize(8);
    assertThat(alert.annotations()).containsEntry("value", "0.27");
  }

  @Test
  void a_resolved_alert_has_the_id_of_the_firing_one() throws IOException {
    Alert firing = json.parse(golden("webhook-firing.json")).alerts().getFirst();
    Alert resolved = json.parse(golden("webhook-resolved.json")).alerts().getFirst();
    assertThat(resolved.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(resolved.id()).isEqualTo(firing.id());
  }

  @Test
  void the_status_of_each_alert_counts_and_not_that_of_the_group() {
    var parsed =
        parse(
            "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[%s]}"
                .formatted(ALERT.replace("firing", "resolved")));
    assertThat(parsed.alerts().getFirst().status()).isEqualTo(Alert.Status.RESOLVED);
  }

  @Test
  void a_single_alert_with_nanoseconds_and_an_offset_is_read() {
    assertThat(parse(ALERT).alerts().getFirst().startsAt())
        .isEqualTo(Instant.parse("2026-11-23T03:08:02.123456789Z"));
  }

  @Test
  void the_good_alerts_of_a_webhook_are_kept_though_one_is_bad() {
    var parsed =
        parse(
            "{\"alerts\":[%s,{\"status\":\"firing\"},%s],\"new\":{\"field\":1}}"
                .formatted(ALERT, ALERT));
    assertThat(parsed.alerts()).hasSize(2);
    assertThat(parsed.faults()).singleElement().asString().startsWith("alerts[1]: expected");
  }

  @Test
  void more_alerts_than_the_limit_are_refused() {
    String alerts = (ALERT + ",").repeat(AlertJson.MAX_ALERTS);
    assertThat(parse("{\"alerts\":[" + alerts + ALERT + "]}").faults())
        .singleElement()
        .asString()
        .contains("1 to 1000 alerts");
  }

  @Test
  void more_bytes_than_the_limit_are_refused_unread() {
    assertThat(json.parse(new byte[Topics.MAX_INPUT_BYTES + 1]).faults())
        .singleElement()
        .asString()
        .contains("at most 262144 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {broken                                     | cannot be read
          []                                          | JSON object
          "text"                                      | JSON object
          {}                                          | the text fingerprint
          {"alerts":[]}                               | 1 to 1000 alerts
          {"alerts":{}}                               | 1 to 1000 alerts
          {"version":"5","alerts":[]}                 | version 4
          {"fingerprint":"f","status":"maybe"}        | firing or resolved
          {"fingerprint":"f","fingerprint":"g"}       | cannot be read
          {"fingerprint":"f","status":"firing","startsAt":"soon"} | RFC 3339
          {"fingerprint":"f","status":"firing","startsAt":"2026-11-23T04:08:02Z","labels":{"a":1}} | labels 'a'
          {"fingerprint":"f","status":"firing","startsAt":"2026-11-23T04:08:02Z","labels":[]} | labels as an object
          {} {}                                       | cannot be read
          """)
  void what_is_no_alert_is_refused_with_what_was_expected(String text, String reason) {
    var parsed = parse(text);
    assertThat(parsed.alerts()).isEmpty();
    assertThat(parsed.faults()).singleElement().asString().contains(reason);
  }

  private AlertJson.Parsed parse(String text) {
    return json.parse(text.getBytes(UTF_8));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(AlertJsonTest.class.getResourceAsStream("/alerts/" + name))) {
      return file.readAllBytes();
    }
  }
}

package dev.walkback.gateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.topic.Topics;
import dev.walkback.gateway.core.AlertmanagerWebhook.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A group of alerts that is too large for one record. */
class WebhookPartsTest {

  private static final JsonMapper STRICT =
      new JsonMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final AlertmanagerWebhook webhook = new AlertmanagerWebhook();

  @Test
  void what_fits_is_left_as_it_is() {
    byte[] body = group(alerts(10, 1_500));

    assertThat(parts(body).each()).containsExactly(body);
  }

  @Test
  void a_thousand_alerts_of_some_size_become_several_records_that_fit() {
    assertThat(parts(group(alerts(1_000, 1_500))).each())
        .hasSizeBetween(6, 8)
        .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(Topics.MAX_INPUT_BYTES));
  }

  @Test
  void every_alert_is_in_one_of_the_records_in_its_order() {
    List<String> alerts = alerts(1_000, 1_500);

    assertThat(parts(group(alerts)).each().flatMap(WebhookPartsTest::alertsIn))
        .containsExactlyElementsOf(alerts.stream().map(STRICT::readTree).toList());
  }

  @Test
  void every_record_is_a_webhook_by_itself_with_what_the_group_has_in_common() {
    JsonNode whole = STRICT.readTree(group(alerts(1, 10)));

    assertThat(parts(group(alerts(1_000, 1_500))).each())
        .allSatisfy(part -> {
          assertThat(webhook.read(part)).isInstanceOf(Reading.Webhook.class);
          assertThat(withoutAlerts(STRICT.readTree(part))).isEqualTo(withoutAlerts(whole));
        });
  }

  @Test
  void small_alerts_are_at_most_as_many_in_a_record_as_are_read_of_one() {
    assertThat(parts(group(alerts(2_500, 1))).each().map(part -> alertsIn(part).count()))
        .containsExactly(1_000L, 1_000L, 500L);
  }

  @Test
  void an_alert_that_fits_into_no_record_is_left_out_and_the_others_are_not() {
    List<String> alerts =
        List.of(alert(1, 10), alert(2, Topics.MAX_INPUT_BYTES), alert(3, 10), alert(4, 10));

    WebhookParts parts = parts(group(alerts));

    assertThat(parts.tooLarge()).isEqualTo(1);
    assertThat(parts.each().map(part -> alertsIn(part).count())).containsExactly(1L, 2L);
  }

  @Test
  void what_the_group_has_in_common_counts_in_every_record() {
    byte[] body =
        new String(group(alerts(1_000, 1_500)), StandardCharsets.UTF_8)
            .replace("payments", "p".repeat(100_000))
            .getBytes(StandardCharsets.UTF_8);

    assertThat(parts(body).each())
        .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(Topics.MAX_INPUT_BYTES));
  }

  private WebhookParts parts(byte[] body) {
    assertThat(webhook.read(body)).isInstanceOf(Reading.Webhook.class);
    return WebhookParts.of((Reading.Webhook) webhook.read(body), body);
  }

  private static byte[] group(List<String> alerts) {
    return """
    {"receiver":"rollback","status":"firing","alerts":[
      %s
    ],"groupLabels":{"namespace":"payments"},"commonLabels":{},"version":"4","groupKey":"{}:{}"}
    """
        .formatted(String.join(", ", alerts))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> alerts(int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(number -> alert(number, size))
        .collect(Collectors.toList());
  }

  private static String alert(int number, int size) {
    return """
    {"status":"firing","labels":{"pod":"backend-%d"},"annotations":{"description":"%s"},
     "startsAt":"2026-11-23T04:08:02.18Z","fingerprint":"%016x"}\
    """
        .formatted(number, "ä".repeat(size / 2), number);
  }

  private static Stream<JsonNode> alertsIn(byte[] part) {
    return StreamSupport.stream(STRICT.readTree(part).path("alerts").spliterator(), false);
  }

  private static JsonNode withoutAlerts(JsonNode webhook) {
    return webhook.asObject().without("alerts");
  }
}

package dev.walkback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.topic.Topics;
import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import dev.walkback.testsupport.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as it runs, with a broker of its own that goes and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {

  private static final Duration DEADLINE = Duration.ofSeconds(40);
  private static final String WEBHOOK =
      """
      {"receiver":"rollback","status":"firing","version":"4","groupKey":"group %s","alerts":[
       {"status":"firing","labels":{"alertname":"HighErrorRate"},"annotations":{},
        "startsAt":"2026-11-23T04:08:02.18Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"593c12c75dde2a11"}]}\
      """;
  private static final String GROUP =
      """
      {"receiver":"rollback","status":"firing","version":"4","groupKey":"group %s","alerts":[%s]}\
      """;
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalKafkaOptions options;
  private LocalKafka kafka;
  private ConfigurableApplicationContext gateway;

  @BeforeAll
  void start(@TempDir Path dir) {
    kafka = LocalKafka.start(LocalKafkaOptions.at(dir));
    options = LocalKafkaOptions.at(dir).withPort(kafka.port());
    gateway =
        GatewayApplication.application()
            .run(
                "--server.port=0",
                "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--walkback.topics.partitions=1",
                "--walkback.gateway.token=secret");
  }

  @AfterAll
  void stop() {
    gateway.close();
    kafka.close();
    http.close();
  }

  @AfterEach
  void broker_is_there() {
    awaitTaken("after");
  }

  @Test
  void an_accepted_alert_is_on_the_topic_as_it_was() {
    String body = WEBHOOK.formatted("as it was");
    awaitTaken("before");

    HttpResponse<String> response = post(body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"accepted\":1}");
    try (var reader = TopicReader.fromBeginning(kafka.bootstrapServers(), Topics.TRIGGERS.name())) {
      ConsumerRecord<String, byte[]> record =
          reader.awaitFirst(found -> "group as it was".equals(found.key()), "the alert");
      assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(body);
      assertThat(record.headers().lastHeader("content-type").value())
          .asString()
          .isEqualTo("application/json");
    }
  }

  @Test
  void what_the_sender_traces_goes_on_with_the_alert() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    awaitTaken("before the trace");

    send(
        request("/webhooks/alertmanager")
            .header("traceparent", trace)
            .POST(HttpRequest.BodyPublishers.ofString(WEBHOOK.formatted("traced")))
            .build());

    try (var reader = TopicReader.fromBeginning(kafka.bootstrapServers(), Topics.TRIGGERS.name())) {
      ConsumerRecord<String, byte[]> record =
          reader.awaitFirst(found -> "group traced".equals(found.key()), "the alert");
      assertThat(record.headers().lastHeader("traceparent").value()).asString().isEqualTo(trace);
    }
  }

  @Test
  void without_a_broker_it_says_503_and_takes_alerts_again_when_the_broker_is_back() {
    awaitTaken("before the broker goes");
    kafka.close();

    HttpResponse<String> response = post(WEBHOOK.formatted("while it is away"));

    kafka = LocalKafka.start(options);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    awaitTaken("after the broker is back");
  }

  @Test
  void broken_json_is_400_and_says_what_was_expected() {
    HttpResponse<String> response = post("{broken");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"expected\":\"JSON\"", "\"found\":");
  }

  @Test
  void a_webhook_without_alerts_is_400() {
    HttpResponse<String> response = post("{\"version\":\"4\",\"alerts\":[]}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("at least one alert");
  }

  @Test
  void a_large_group_is_taken_in_several_records_with_one_key() {
    awaitTaken("before the large group");

    HttpResponse<String> response = post(group("large", 1_000, 1_500));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"accepted\":1000}");
    try (var reader = TopicReader.fromBeginning(kafka.bootstrapServers(), Topics.TRIGGERS.name())) {
      assertThat(
              reader.awaitFirst(found -> lastOf("large", 1_000, found), "the last alert").value())
          .hasSizeLessThanOrEqualTo(Topics.MAX_INPUT_BYTES);
    }
  }

  @Test
  void an_alert_that_fits_into_no_record_is_413_and_the_others_are_taken() {
    awaitTaken("before the large alert");
    String large = alert(1, Topics.MAX_INPUT_BYTES) + "," + alert(2, 100);

    HttpResponse<String> response = post(GROUP.formatted("with a large alert", large));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("found 1 larger", "the other 1 are accepted");
    try (var reader = TopicReader.fromBeginning(kafka.bootstrapServers(), Topics.TRIGGERS.name())) {
      reader.awaitFirst(found -> lastOf("with a large alert", 2, found), "the other alert");
    }
  }

  @Test
  void five_megabytes_are_413() {
    assertThat(post("x".repeat(5 * 1024 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void five_megabytes_without_a_length_are_413() {
    HttpRequest.BodyPublisher chunked =
        HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofString("x".repeat(5 * 1024 * 1024)));

    HttpResponse<String> response = send(request("/webhooks/alertmanager").POST(chunked).build());

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void a_wrong_token_is_401() {
    HttpRequest wrong =
        HttpRequest.newBuilder(uri("/webhooks/alertmanager"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer guess")
            .POST(HttpRequest.BodyPublishers.ofString(WEBHOOK.formatted("x")))
            .build();

    assertThat(send(wrong).statusCode()).isEqualTo(401);
  }

  @Test
  void another_content_type_is_415() {
    HttpRequest text =
        request("/webhooks/alertmanager")
            .setHeader("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(WEBHOOK.formatted("x")))
            .build();

    assertThat(send(text).statusCode()).isEqualTo(415);
  }

  @Test
  void another_webhook_is_404_and_names_the_one_there_is() {
    HttpResponse<String> response =
        send(
            request("/webhooks/pagerduty").POST(HttpRequest.BodyPublishers.ofString("{}")).build());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("alertmanager");
  }

  @Test
  void the_root_says_what_there_is() {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/")).build());

    assertThat(response.body()).contains("POST /webhooks/alertmanager");
  }

  private static String group(String key, int alerts, int size) {
    return GROUP.formatted(
        key,
        IntStream.rangeClosed(1, alerts)
            .mapToObj(number -> alert(number, size))
            .collect(Collectors.joining(",")));
  }

  private static String alert(int number, int size) {
    return """
    {"status":"firing","labels":{"alertname":"PodCrashLooping"},"annotations":{"description":"%s"},
     "startsAt":"2026-11-23T04:08:02.18Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"%d"}\
    """
        .formatted("x".repeat(size), number);
  }

  private static boolean lastOf(String group, int number, ConsumerRecord<String, byte[]> found) {
    return ("group " + group).equals(found.key())
        && new String(found.value(), StandardCharsets.UTF_8)
            .contains("\"fingerprint\":\"%d\"".formatted(number));
  }

  private void awaitTaken(String group) {
    await().atMost(DEADLINE).until(() -> post(WEBHOOK.formatted(group)).statusCode() == 200);
  }

  private HttpResponse<String> post(String body) {
    return send(
        request("/webhooks/alertmanager").POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Authorization", "Bearer secret");
  }

  private URI uri(String path) {
    String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("Expected an answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

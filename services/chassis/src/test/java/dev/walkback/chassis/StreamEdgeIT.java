package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

@WithKafka
@TestInstance(Lifecycle.PER_CLASS)
class StreamEdgeIT {

  private final KafkaFixture kafka;
  private final RecordWriter writer;
  private ConfigurableApplicationContext app;

  StreamEdgeIT(KafkaFixture kafka) {
    this.kafka = kafka;
    this.writer = kafka.writer();
    this.app = new GenericApplicationContext();
  }

  @BeforeAll
  void start_and_wait_until_it_is_ready() {
    StreamApp.Seen.CONFIGS.clear();
    app = StreamApp.run(kafka.bootstrapServers());
    EdgeHealth health = app.getBean(EdgeHealth.class);
    await().atMost(Samples.DEADLINE).untilAsserted(() -> assertThat(health.problems()).isEmpty());
  }

  @AfterAll
  void stop() {
    app.close();
    writer.close();
  }

  @Test
  void a_record_goes_through_as_bytes_with_key_and_headers_of_ours() {
    writer.write(
        "walkback.triggers",
        "k",
        Map.of("ce_id", Samples.utf8("1"), "foreign", Samples.utf8("x")),
        Samples.utf8("plain"));

    ConsumerRecord<String, byte[]> answer = answerTo("PLAIN");
    assertThat(answer.key()).isEqualTo("the/key");
    assertThat(header(answer, "ce_type")).isEqualTo("answer");
    assertThat(header(answer, "walkback-heard")).contains("ce_id").doesNotContain("foreign");
    assertThat(List.of(answer.headers().toArray()))
        .extracting(header -> header.key())
        .containsExactlyInAnyOrder("ce_type", "walkback-heard");
  }

  @Test
  void what_fails_for_a_moment_is_tried_again() {
    writer.write("walkback.triggers", "k", "twice");

    answerTo("TWICE");
  }

  @Test
  void what_always_fails_goes_to_the_dead_letters_and_the_partition_moves_on() {
    writer.write(
        "walkback.triggers", "same", Map.of("ce_id", Samples.utf8("7")), Samples.utf8("bad"));
    writer.write("walkback.triggers", "same", "behind");

    answerTo("BEHIND");
    try (TopicReader letters = kafka.reader(Topics.DEAD_LETTERS.name())) {
      ConsumerRecord<String, byte[]> letter =
          letters.awaitFirst(l -> text(l).equals("bad"), "the dead letter");
      assertThat(letter.key()).isEqualTo("same");
      assertThat(header(letter, "ce_id")).isEqualTo("7");
      assertThat(header(letter, "walkback-service")).isEqualTo("stream-app");
      assertThat(header(letter, "walkback-origin-topic")).isEqualTo("walkback.triggers");
      assertThat(header(letter, "walkback-reason")).contains("cannot hear");
    }
  }

  @Test
  void no_header_can_stop_the_consumer() {
    String nested = "[".repeat(5_000) + "]".repeat(5_000);
    Map<String, byte[]> many = new HashMap<>();
    IntStream.range(0, 5_000).forEach(i -> many.put("ce_h" + i, Samples.utf8("v")));
    List<Map<String, byte[]>> bombs =
        List.of(
            many,
            Map.of("ce_id", new byte[900_000]),
            Map.of(
                "spring_json_header_types",
                Samples.utf8("{\"b\":\"java.util.Timer\",\"c\":\"[[[[Ljava.lang.String;\"}"),
                "b",
                Samples.utf8("{}"),
                "c",
                Samples.utf8(nested)),
            Map.of("spring_json_header_types", Samples.utf8(nested)),
            Map.of("contentType", Samples.utf8("\"no/such;;type\"")),
            Map.of("content-type", Samples.utf8("application/cloudevents+xml")),
            Map.of("ce_specversion", new byte[] {-1, 0}, "ce_type", new byte[0]),
            Map.of("spring.cloud.function.definition", Samples.utf8("other")));

    IntStream.range(0, bombs.size())
        .forEach(
            i -> writer.write("walkback.triggers", "k", bombs.get(i), Samples.utf8("bomb" + i)));

    IntStream.range(0, bombs.size()).forEach(i -> answerTo("BOMB" + i));
  }

  @Test
  void the_clients_are_configured_as_promised() {
    assertThat(StreamApp.Seen.CONFIGS)
        .anySatisfy(config ->
            assertThat(text(config))
                .containsEntry("group.id", "stream-app")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", "10000")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("allow.auto.create.topics", "false"));
    answerAnything();
    assertThat(StreamApp.Seen.CONFIGS)
        .filteredOn(config -> config.containsKey("linger.ms"))
        .isNotEmpty()
        .allSatisfy(config ->
            assertThat(text(config))
                .containsEntry("acks", "all")
                .containsEntry("linger.ms", "0")
                .containsEntry("delivery.timeout.ms", "10000")
                .containsEntry("max.block.ms", "2000"));
  }

  @Test
  void health_and_metrics_are_there_and_nothing_else_is() throws Exception {
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = app.getEnvironment().getRequiredProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void answerAnything() {
    writer.write("walkback.triggers", "k", "anything");
    answerTo("ANYTHING");
  }

  private ConsumerRecord<String, byte[]> answerTo(String text) {
    try (TopicReader answers = kafka.reader("walkback.suspicions")) {
      return answers.awaitFirst(answer -> text(answer).equals(text), "the answer " + text);
    }
  }

  private static Map<String, String> text(Map<String, ?> config) {
    Map<String, String> text = new HashMap<>();
    config.forEach((name, value) -> text.put(name, String.valueOf(value)));
    return text;
  }

  private static String text(ConsumerRecord<String, byte[]> found) {
    return new String(found.value(), StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> found, String name) {
    return new String(found.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}

package dev.walkback.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.TraceParent;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.command.Command;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private static final String COMMAND =
      """
      {"application":"production/backend","issuer":"anna","reason":"broken","expiresAt":"2026-11-24T03:05:00Z"}\
      """;

  private final EventCodec codec = new EventCodec();

  @Test
  void a_structured_event_is_read_as_well() {
    Map<String, byte[]> headers =
        Map.of("content-type", bytes("application/cloudevents+json; charset=UTF-8"));

    Decoded decoded =
        codec.decode(
            headers,
            bytes(
                """
                {"specversion":"1.0","id":"1","source":"/ci","type":"dev.walkback.command.roll-back.v1","data":%s}\
                """
                    .formatted(COMMAND)));

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Read.class,
            read -> assertThat(read.envelope().data()).isInstanceOf(Command.RollBack.class));
  }

  @Test
  void unknown_fields_are_ignored() {
    assertThat(decode(COMMAND.replaceFirst("\\{", "{\"invented\":{\"later\":1},")))
        .isInstanceOf(Decoded.Read.class);
  }

  @Test
  void foreign_json_is_not_taken_for_ours() {
    assertThat(codec.decode(Map.of(), bytes("{\"alerts\":[]}"))).isEqualTo(new Decoded.Foreign());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "null",
        "[]",
        "\"text\"",
        "{}",
        "{\"application\":\"no-slash\"}",
        "\u0000\uffff"
      })
  void broken_data_is_unreadable_with_a_reason_and_never_throws(String data) {
    assertThat(decode(data))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).startsWith("Expected"));
  }

  @Test
  void a_record_without_a_value_is_unreadable() {
    assertThat(decode(null)).isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void an_unknown_type_is_named_in_the_reason() {
    var headers = headers();
    headers.put("ce_type", bytes("com.example.surprise.v9"));

    assertThat(codec.decode(headers, bytes("{}")))
        .isEqualTo(
            new Decoded.Unreadable(
                "Expected an event type that Walkback knows, but found 'com.example.surprise.v9'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_source", "ce_type", "ce_specversion"})
  void a_missing_attribute_is_named_in_the_reason(String attribute) {
    var headers = headers();
    headers.remove(attribute);

    assertThat(codec.decode(headers, bytes(COMMAND)))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable ->
                assertThat(unreadable.reason()).contains(attribute.substring("ce_".length())));
  }

  @Test
  void a_broken_trace_header_does_not_matter() {
    var headers = headers();
    headers.put("traceparent", bytes("00-zz"));

    assertThat(codec.decode(headers, bytes(COMMAND)))
        .isInstanceOfSatisfying(
            Decoded.Read.class, read -> assertThat(read.envelope().traceParent()).isEmpty());
  }

  @Test
  void the_trace_travels_in_the_header_of_its_own() {
    TraceParent trace = TraceParent.derivedFrom("seed");
    Event event = Samples.ALL.getFirst();

    Wire wire =
        codec.encode(new Envelope<>("1", "/test", Instant.EPOCH, Optional.of(trace), event));

    assertThat(wire.headers()).containsKey("traceparent");
    assertThat(
            TraceParent.parse(
                new String(wire.headers().getOrDefault("traceparent", new byte[0]), UTF_8)))
        .contains(trace);
  }

  @Test
  void an_audit_record_is_the_same_bytes_around_a_status_that_was_written_before() {
    List<AuditRecord> records =
        Samples.ALL.stream()
            .filter(AuditRecord.class::isInstance)
            .map(AuditRecord.class::cast)
            .filter(record -> record.status().isPresent())
            .toList();

    assertThat(records)
        .isNotEmpty()
        .allSatisfy(record ->
            assertThat(codec.json(record, codec.json(record.status().orElseThrow())))
                .isEqualTo(codec.json(record)));
  }

  private Decoded decode(@Nullable String data) {
    return codec.decode(headers(), data == null ? null : bytes(data));
  }

  private static Map<String, byte[]> headers() {
    var headers = new HashMap<String, byte[]>();
    headers.put("ce_specversion", bytes("1.0"));
    headers.put("ce_id", bytes("1"));
    headers.put("ce_source", bytes("/test"));
    headers.put("ce_type", bytes("dev.walkback.command.roll-back.v1"));
    headers.put("content-type", bytes("application/json"));
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

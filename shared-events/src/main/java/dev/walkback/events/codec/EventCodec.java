package dev.walkback.events.codec;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.TraceParent;
import dev.walkback.events.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * CloudEvents 1.0 over Kafka: binary mode out, binary and structured mode in. Unknown fields are
 * ignored, so that events may grow. Never throws on what it reads; says why it cannot.
 */
public final class EventCodec {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final int MAX_QUOTED = 300;

  /** How an audit record ends that belongs to no rollback. */
  private static final byte[] NO_STATUS = "\"status\":null}".getBytes(StandardCharsets.UTF_8);

  private static final int NULL_AND_BRACE = "null}".length();

  private final JsonMapper json;

  public EventCodec() {
    json =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) // equal events, equal bytes
            .addModule(new InstantText())
            .build();
  }

  /** The JSON of an event, as it stands on a topic. */
  public byte[] json(Event event) {
    return json.writeValueAsBytes(event);
  }

  /**
   * The same of an audit record whose status was written before: four fifths of it are its status,
   * which goes to a topic of its own as well.
   *
   * @param status the JSON of the record's status
   */
  public byte[] json(AuditRecord record, byte[] status) {
    byte[] around =
        json(
            new AuditRecord(
                record.application(),
                record.sequence(),
                record.previous(),
                record.at(),
                record.rollback(),
                record.entry(),
                Optional.empty()));
    int end = around.length - NO_STATUS.length;
    if (end < 0 || !Arrays.equals(around, end, around.length, NO_STATUS, 0, NO_STATUS.length)) {
      throw new IllegalStateException("Expected the status to be an audit record's last field");
    }
    int before = around.length - NULL_AND_BRACE;
    byte[] whole = Arrays.copyOf(around, before + status.length + 1);
    System.arraycopy(status, 0, whole, before, status.length);
    whole[whole.length - 1] = '}';
    return whole;
  }

  /** The event as a record in binary mode. */
  public Wire encode(Envelope<? extends Event> envelope) {
    return encode(envelope, json(envelope.data()));
  }

  /** The same with bytes that were made before, for records that are hashed as they are written. */
  public Wire encode(Envelope<? extends Event> envelope, byte[] data) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", envelope.id());
    put(headers, "ce_source", envelope.source());
    put(headers, "ce_type", EventTypes.of(envelope.data()).name());
    put(headers, "ce_time", InstantText.of(envelope.time()));
    put(headers, "ce_subject", envelope.application().toString());
    put(headers, "content-type", "application/json");
    envelope.traceParent().ifPresent(trace -> put(headers, "traceparent", trace.toString()));
    return new Wire(envelope.application().toString(), headers, data);
  }

  /** Reads a record in either mode. */
  public Decoded decode(Map<String, byte[]> headers, byte @Nullable [] value) {
    String contentType = text(headers, "content-type").orElse("").toLowerCase(Locale.ROOT);
    if (value == null || value.length == 0) {
      return new Decoded.Unreadable("Expected a record with a value, but it is empty");
    }
    try {
      if (contentType.startsWith("application/cloudevents")) {
        return contentType.startsWith(STRUCTURED)
            ? structured(headers, value)
            : new Decoded.Unreadable(
                "Expected content type %s, but found '%s'"
                    .formatted(STRUCTURED, quoted(contentType)));
      }
      return headers.containsKey("ce_specversion") || headers.containsKey("ce_type")
          ? binary(headers, value)
          : new Decoded.Foreign();
    } catch (JacksonException e) {
      return new Decoded.Unreadable(
          quoted("Expected the JSON of the event's type: " + e.getOriginalMessage()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Decoded.Unreadable(quoted(String.valueOf(e.getMessage())));
    }
  }

  private Decoded binary(Map<String, byte[]> headers, byte[] value) {
    var attributes = new Attributes(name -> text(headers, "ce_" + name));
    return read(attributes, headers, json.readTree(value));
  }

  private Decoded structured(Map<String, byte[]> headers, byte[] value) {
    JsonNode event = json.readTree(value);
    var attributes =
        new Attributes(name ->
            Optional.ofNullable(event.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::asString));
    return read(attributes, headers, event.path("data"));
  }

  private Decoded read(Attributes attributes, Map<String, byte[]> headers, JsonNode data) {
    String version = attributes.required("specversion");
    if (!version.equals("1.0")) {
      return new Decoded.Unreadable(
          "Expected CloudEvents 1.0, but found version '%s'".formatted(quoted(version)));
    }
    String name = attributes.required("type");
    Optional<EventType<?>> type = EventTypes.named(name);
    if (type.isEmpty()) {
      return new Decoded.Unreadable(
          "Expected an event type that Walkback knows, but found '%s'".formatted(quoted(name)));
    }
    if (!data.isObject()) {
      return new Decoded.Unreadable(
          "Expected the data of %s as a JSON object, but found %s"
              .formatted(name, data.getNodeType()));
    }
    Event event = json.treeToValue(data, type.get().data());
    Optional<TraceParent> trace =
        text(headers, "traceparent")
            .or(() -> attributes.optional("traceparent"))
            .flatMap(TraceParent::parse);
    Instant time = attributes.optional("time").map(Instant::parse).orElse(Instant.EPOCH);
    return new Decoded.Read(
        new Envelope<>(
            attributes.required("id"), attributes.required("source"), time, trace, event));
  }

  private static Optional<String> text(Map<String, byte[]> headers, String name) {
    return Optional.ofNullable(headers.get(name))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }

  private record Attributes(java.util.function.Function<String, Optional<String>> lookup) {

    Optional<String> optional(String name) {
      return lookup.apply(name).filter(value -> !value.isBlank());
    }

    String required(String name) {
      return optional(name)
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "Expected the CloudEvents attribute '%s', but it is missing".formatted(name)));
    }
  }
}

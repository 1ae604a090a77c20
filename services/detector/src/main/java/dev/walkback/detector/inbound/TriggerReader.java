package dev.walkback.detector.inbound;

import dev.walkback.detector.core.Incident;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.TraceParent;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.trigger.AlertRaised;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a record of the triggers topic: one of our events, or the JSON of an alerting system. */
public final class TriggerReader {

  private final EventCodec codec;
  private final AlertJson foreign = new AlertJson();

  public TriggerReader(EventCodec codec) {
    this.codec = codec;
  }

  /** What a record holds; never throws for what it may hold. */
  public Trigger read(Map<String, byte[]> headers, byte @Nullable [] value, Instant receivedAt) {
    if (value == null || value.length == 0) {
      return Trigger.unreadable("Expected an alert, but the record has no value");
    }
    if (value.length > Topics.MAX_INPUT_BYTES) {
      return Trigger.unreadable(
          "Expected at most %d bytes, but found %d"
              .formatted(Topics.MAX_INPUT_BYTES, value.length));
    }
    return switch (codec.decode(headers, value)) {
      case Decoded.Read(Envelope<? extends Event> envelope) -> ours(envelope, receivedAt);
      case Decoded.Unreadable(String reason) -> Trigger.unreadable(reason);
      case Decoded.Foreign() -> foreign(headers, value, receivedAt);
    };
  }

  private static Trigger ours(Envelope<? extends Event> envelope, Instant receivedAt) {
    if (!(envelope.data() instanceof AlertRaised(var application, var alert))) {
      return Trigger.unreadable(
          "Expected an alert, but found the event " + envelope.data().getClass().getSimpleName());
    }
    return new Trigger(
        List.of(new Incident(alert, Optional.of(application), receivedAt)),
        List.of(),
        envelope.traceParent());
  }

  private Trigger foreign(Map<String, byte[]> headers, byte[] value, Instant receivedAt) {
    AlertJson.Parsed parsed = foreign.parse(value);
    Optional<TraceParent> trace =
        Optional.ofNullable(headers.get("traceparent"))
            .flatMap(bytes -> TraceParent.parse(new String(bytes, StandardCharsets.UTF_8)));
    return new Trigger(
        parsed.alerts().stream()
            .map(alert -> new Incident(alert, Optional.empty(), receivedAt))
            .toList(),
        parsed.faults(),
        trace);
  }

  /**
   * What a record holds.
   *
   * @param faults why parts of it, or the whole, could not be read
   * @param trace that it came with
   */
  public record Trigger(
      List<Incident> incidents, List<String> faults, Optional<TraceParent> trace) {

    public Trigger {
      incidents = List.copyOf(incidents);
      faults = List.copyOf(faults);
    }

    static Trigger unreadable(String fault) {
      return new Trigger(List.of(), List.of(fault), Optional.empty());
    }
  }
}

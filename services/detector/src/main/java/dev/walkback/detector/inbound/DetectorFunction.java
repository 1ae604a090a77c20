package dev.walkback.detector.inbound;

import dev.walkback.chassis.Failpoint;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.Envelope;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.suspicion.Suspicion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** The detector as the messaging framework sees it: a record in, records out. */
public final class DetectorFunction implements Function<Message<byte[]>, List<Message<byte[]>>> {

  private final TriggerHandler handler;
  private final EventCodec codec;

  public DetectorFunction(TriggerHandler handler, EventCodec codec) {
    this.handler = handler;
    this.codec = codec;
  }

  @Override
  public List<Message<byte[]>> apply(Message<byte[]> message) {
    InboundRecord inbound = inbound(message);
    var outgoing =
        handler.handle(inbound, () -> Arrivals.of(message, inbound)).stream()
            .map(this::outbound)
            .toList();
    Failpoint.BEFORE_PRODUCE.reach();
    return outgoing;
  }

  private Message<byte[]> outbound(Envelope<Suspicion> event) {
    Wire wire = codec.encode(event);
    return MessageBuilder.withPayload(wire.value())
        .copyHeaders(wire.headers())
        .setHeader(KafkaHeaders.KEY, wire.key().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  @SuppressWarnings("NullAway") // does not see that the record's array may be null
  private static InboundRecord inbound(Message<?> message) {
    MessageHeaders headers = message.getHeaders();
    Map<String, byte[]> raw = new HashMap<>();
    headers.forEach((name, value) -> {
      if (value instanceof byte[] bytes && !name.startsWith("kafka_")) {
        raw.put(name, bytes);
      }
    });
    // A record without a value arrives as an object that stands for null.
    byte[] value = message.getPayload() instanceof byte[] bytes ? bytes : null;
    return new InboundRecord(
        text(headers.get(KafkaHeaders.RECEIVED_TOPIC)),
        number(headers.get(KafkaHeaders.RECEIVED_PARTITION)).intValue(),
        number(headers.get(KafkaHeaders.OFFSET)).longValue(),
        headers.get(KafkaHeaders.RECEIVED_KEY) instanceof byte[] key
            ? new String(key, StandardCharsets.UTF_8)
            : null,
        raw,
        value,
        Instant.ofEpochMilli(number(headers.get(KafkaHeaders.RECEIVED_TIMESTAMP)).longValue()));
  }

  private static String text(@Nullable Object header) {
    return header == null ? "" : header.toString();
  }

  private static Number number(@Nullable Object header) {
    return header instanceof Number number ? number : -1L;
  }
}

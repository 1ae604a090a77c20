package dev.walkback.notifier.inbound;

import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.notifier.core.Inbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * Reads audit records. What cannot be read goes to the dead letters, and the partition moves on.
 */
public final class AuditListener implements Consumer<Message<?>> {

  private final Inbox inbox;
  private final EventCodec codec;
  private final DeadLetters deadLetters;

  public AuditListener(Inbox inbox, EventCodec codec, DeadLetters deadLetters) {
    this.inbox = inbox;
    this.codec = codec;
    this.deadLetters = deadLetters;
  }

  @Override
  public void accept(Message<?> message) {
    InboundRecord inbound = inbound(message);
    switch (codec.decode(inbound.headers(), inbound.value())) {
      case Decoded.Read read when read.envelope().data() instanceof AuditRecord record ->
          inbox.take(inbound.partition(), record);
      case Decoded.Read read ->
          deadLetters.send(
              inbound,
              "Expected an audit record, but found "
                  + read.envelope().data().getClass().getSimpleName());
      case Decoded.Foreign _ ->
          deadLetters.send(inbound, "Expected a CloudEvent, but found none of its headers");
      case Decoded.Unreadable unreadable -> deadLetters.send(inbound, unreadable.reason());
    }
  }

  private static InboundRecord inbound(Message<?> message) {
    MessageHeaders all = message.getHeaders();
    Map<String, byte[]> headers = new HashMap<>();
    all.forEach((name, value) -> {
      if (value instanceof byte[] bytes && !name.startsWith("kafka_")) {
        headers.put(name, bytes);
      }
    });
    Object key = all.get(KafkaHeaders.RECEIVED_KEY);
    return new InboundRecord(
        Topics.AUDIT.name(),
        number(all, KafkaHeaders.RECEIVED_PARTITION).intValue(),
        number(all, KafkaHeaders.OFFSET).longValue(),
        key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null,
        headers,
        message.getPayload() instanceof byte[] bytes ? bytes : new byte[0],
        Instant.ofEpochMilli(
            Math.max(0, number(all, KafkaHeaders.RECEIVED_TIMESTAMP).longValue())));
  }

  private static Number number(MessageHeaders headers, String name) {
    if (headers.get(name) instanceof Number number) {
      return number;
    }
    throw new IllegalStateException(
        "Expected the binder to give header %s as a number, but found %s"
            .formatted(name, headers.get(name)));
  }
}

package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.Survey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Events and records for tests. */
final class Samples {

  static final Duration DEADLINE = Duration.ofSeconds(30);
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Samples() {}

  /** A step of an application, recognisable by its name. */
  static Envelope<Execution> survey(String application, String step) {
    var survey =
        new Survey(
            new ApplicationId("test", application),
            new RollbackId("rb-000000000001"),
            step,
            NOW,
            List.of());
    return new Envelope<>(application + "/" + step, "/test", NOW, Optional.empty(), survey);
  }

  static InboundRecord inbound(Map<String, byte[]> headers, byte[] value) {
    return new InboundRecord("walkback.executions", 1, 7, "test/a", headers, value, NOW);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ConsumerRecord<byte[], byte[]> consumed(RecordHeaders headers, String value) {
    return new ConsumerRecord<>(
        "walkback.triggers",
        0,
        3,
        0,
        TimestampType.CREATE_TIME,
        1,
        1,
        utf8("k"),
        utf8(value),
        headers,
        Optional.empty());
  }
}

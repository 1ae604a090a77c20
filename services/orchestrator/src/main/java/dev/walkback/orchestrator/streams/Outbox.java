package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.Failpoint;
import dev.walkback.chassis.HeaderAllowList;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.outbound.Outgoing;
import dev.walkback.orchestrator.streams.StateStores.Due;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records in and out of the topology, in the transaction of the record being handled. */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int MAX_REASON = 1_000;

  /** Stands for a topic in the dead letter of a timer. */
  private static final String TIMERS = "timers";

  private final ProcessorContext<byte[], byte[]> context;
  private final RollbackMetrics metrics;

  Outbox(ProcessorContext<byte[], byte[]> context, RollbackMetrics metrics) {
    this.context = context;
    this.metrics = metrics;
  }

  /** The record as it came; of its headers only those that Walkback reads. */
  static InboundRecord inbound(
      Record<byte[], byte[]> record, ProcessorContext<byte[], byte[]> context) {
    RecordMetadata position =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("Expected a record to have a position"));
    byte @Nullable [] key = record.key();
    return new InboundRecord(
        position.topic(),
        position.partition(),
        position.offset(),
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        admitted(record.headers()),
        record.value(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  void send(Outgoing outgoing, Instant now) {
    Failpoint.BEFORE_PRODUCE.reach();
    Headers headers = new RecordHeaders();
    outgoing.wire().headers().forEach(headers::add);
    context.forward(
        new Record<>(
            bytes(outgoing.wire().key()), outgoing.wire().value(), now.toEpochMilli(), headers),
        RollbackTopology.sinkOf(outgoing.topic()));
    Failpoint.AFTER_PRODUCE.reach();
  }

  /** Keeps what could not be read or handled, in the same form as every other service. */
  void bury(InboundRecord inbound, String reason) {
    Headers headers = new RecordHeaders();
    inbound.headers().forEach(headers::add);
    header(headers, "walkback-origin-partition", Integer.toString(inbound.partition()));
    header(headers, "walkback-origin-offset", Long.toString(inbound.offset()));
    letter(inbound.topic(), inbound.key(), inbound.value(), headers, reason);
    LOG.warn("dead letter origin={} reason=\"{}\"", inbound.position(), reason);
  }

  /** A timer that cannot be handled would fail at every tick; it is kept for people instead. */
  void timerFailed(Due due, RuntimeException cause) {
    String reason = "Expected to handle a timer, but failed: " + cause;
    letter(
        TIMERS,
        due.application().toString(),
        bytes(due.name().toString()),
        new RecordHeaders(),
        reason);
    LOG.error(
        "timer dropped application={} rollback={} timer={}",
        due.application(),
        due.name().rollback(),
        due.name().kind(),
        cause);
  }

  private void letter(
      String origin,
      @Nullable String key,
      byte @Nullable [] value,
      Headers headers,
      String reason) {
    header(
        headers,
        "walkback-reason",
        reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…");
    header(headers, "walkback-service", "orchestrator");
    header(headers, "walkback-origin-topic", origin);
    context.forward(
        new Record<>(
            key == null ? null : bytes(key), value, context.currentSystemTimeMs(), headers),
        RollbackTopology.sinkOf(Topics.DEAD_LETTERS));
    metrics.deadLetter(origin);
  }

  private static Map<String, byte[]> admitted(Headers headers) {
    Map<String, byte[]> admitted = new HashMap<>();
    int seen = 0;
    for (Header header : headers) {
      if (++seen > HeaderAllowList.MAX_HEADERS) {
        break;
      }
      if (header.value() != null && HeaderAllowList.admits(header.key(), header.value())) {
        admitted.put(header.key(), header.value());
      }
    }
    return admitted;
  }

  private static void header(Headers headers, String name, String value) {
    headers.remove(name).add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

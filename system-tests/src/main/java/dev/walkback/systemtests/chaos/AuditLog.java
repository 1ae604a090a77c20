package dev.walkback.systemtests.chaos;

import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The audit topic as any client reads it: only what was committed, with its bytes. */
final class AuditLog {

  private static final EventCodec CODEC = new EventCodec();

  private AuditLog() {}

  /** One record, and its value as it stands on the topic, which is UTF-8 or no record of ours. */
  record Line(AuditRecord record, String json) {

    byte[] bytes() {
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** All lines, by application, in the order of the topic. */
  static Map<String, List<Line>> read(String kafka) {
    try (TopicReader reader = TopicReader.fromBeginning(kafka, Topics.AUDIT.name())) {
      return reader.upToNow().stream()
          .collect(
              Collectors.groupingBy(
                  ConsumerRecord::key, Collectors.mapping(AuditLog::line, Collectors.toList())));
    }
  }

  static Line line(ConsumerRecord<String, byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    consumed.headers().forEach(header -> headers.put(header.key(), header.value()));
    if (CODEC.decode(headers, consumed.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof AuditRecord record) {
      return new Line(record, new String(consumed.value(), StandardCharsets.UTF_8));
    }
    throw new IllegalStateException(
        "Expected audit records only, but found something else at partition %d, offset %d"
            .formatted(consumed.partition(), consumed.offset()));
  }
}

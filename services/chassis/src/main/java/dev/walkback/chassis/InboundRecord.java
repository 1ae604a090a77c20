package dev.walkback.chassis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, before anyone tried to understand it. Of the headers only those on the
 * allow-list are kept, as bytes.
 *
 * @param timestamp the broker's or the producer's; not to be trusted
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is, compared nowhere
public record InboundRecord(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    Map<String, byte[]> headers,
    byte @Nullable [] value,
    Instant timestamp) {

  public InboundRecord {
    headers = Map.copyOf(headers);
  }

  public static InboundRecord of(ConsumerRecord<byte[], byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    int seen = 0;
    for (Header header : consumed.headers()) {
      if (++seen > HeaderAllowList.MAX_HEADERS) {
        break;
      }
      if (header.value() != null && HeaderAllowList.admits(header.key(), header.value())) {
        headers.put(header.key(), header.value());
      }
    }
    byte[] key = consumed.key();
    Instant timestamp = Instant.ofEpochMilli(Math.max(0, consumed.timestamp()));
    return new InboundRecord(
        consumed.topic(),
        consumed.partition(),
        consumed.offset(),
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        headers,
        consumed.value(),
        timestamp);
  }

  /** Where it stood, for logs and dead letters. */
  public String position() {
    return topic + "-" + partition + "@" + offset;
  }
}

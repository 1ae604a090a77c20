package dev.walkback.events.codec;

import java.util.Map;

/**
 * A record as bytes, without a Kafka class in sight.
 *
 * @param headers by name; where a header is repeated, the last one counts
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; the bytes go straight to a producer
public record Wire(String key, Map<String, byte[]> headers, byte[] value) {

  public Wire {
    headers = Map.copyOf(headers);
  }
}

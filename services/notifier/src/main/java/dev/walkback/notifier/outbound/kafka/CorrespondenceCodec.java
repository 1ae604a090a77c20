package dev.walkback.notifier.outbound.kafka;

import dev.walkback.notifier.core.Correspondence;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A correspondence as it is saved. What an earlier version saved is read; it knew less. */
final class CorrespondenceCodec {

  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  byte[] encode(Correspondence correspondence) {
    return json.writeValueAsBytes(correspondence);
  }

  /**
   * Reads what this or an earlier version saved.
   *
   * @throws tools.jackson.core.JacksonException if it is something else
   */
  Correspondence decode(byte[] bytes) {
    return json.readValue(bytes, Correspondence.class);
  }
}

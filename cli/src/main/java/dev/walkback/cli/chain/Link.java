package dev.walkback.cli.chain;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a record of the audit says of its place; what it says of the world does not matter here. */
public sealed interface Link {

  /** The place of a record. */
  record Placed(ApplicationId application, long sequence, ContentDigest previous) implements Link {}

  /** Not a record of the audit, and why. */
  record Broken(String trouble) implements Link {}

  /**
   * Reads only what the chain is made of, so that what a later version wrote is checked as well.
   *
   * @param bytes a record as it stands on the topic
   */
  static Link read(byte[] bytes) {
    try {
      JsonNode record = Reader.JSON.readTree(bytes);
      return new Placed(
          ApplicationId.parse(text(record, "application")),
          number(record),
          new ContentDigest(text(record, "previous")));
    } catch (JacksonException e) {
      return new Broken("expected JSON, but " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return new Broken(String.valueOf(e.getMessage()));
    }
  }

  private static String text(JsonNode record, String field) {
    JsonNode value = record.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("Expected the text '%s' in it".formatted(field));
    }
    return value.asString();
  }

  private static long number(JsonNode record) {
    JsonNode value = record.path("sequence");
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 1) {
      throw new IllegalArgumentException("Expected a 'sequence' from 1 on in it");
    }
    return value.asLong();
  }

  /** One for all. */
  final class Reader {

    private static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Reader() {}
  }
}

package dev.walkback.testsupport.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the published API refuses in a message: the first error word, if any. */
final class SlackRules {

  private static final int MAX_BLOCKS = 50;
  private static final int MAX_TEXT = 40_000;
  private static final int MAX_SECTION = 3000;
  private static final int MAX_FIELD = 2000;
  private static final int MAX_FIELDS = 10;
  private static final int MAX_HEADER = 150;
  private static final int MAX_CONTEXT = 10;
  private static final Set<String> BLOCKS = Set.of("header", "section", "context", "divider");

  private SlackRules() {}

  static Optional<String> problem(JsonNode message) {
    if (message.path("text").asString("").isBlank()) {
      return Optional.of("no_text");
    }
    if (message.path("text").asString().length() > MAX_TEXT) {
      return Optional.of("msg_too_long");
    }
    List<JsonNode> blocks = new ArrayList<>();
    message.path("blocks").forEach(blocks::add);
    for (JsonNode attachment : message.path("attachments")) {
      attachment.path("blocks").forEach(blocks::add);
    }
    if (blocks.size() > MAX_BLOCKS) {
      return Optional.of("invalid_blocks");
    }
    boolean valid = blocks.stream().allMatch(SlackRules::isValid);
    boolean metadata =
        !message.has("metadata")
            || (message.path("metadata").path("event_type").isString()
                && message.path("metadata").path("event_payload").isObject());
    if (!valid) {
      return Optional.of("invalid_blocks");
    }
    return metadata ? Optional.empty() : Optional.of("invalid_metadata_format");
  }

  private static boolean isValid(JsonNode block) {
    String type = block.path("type").asString("");
    return switch (type) {
      case "header" ->
          "plain_text".equals(block.path("text").path("type").asString(""))
              && text(block.path("text"), MAX_HEADER);
      case "section" -> section(block);
      case "context" ->
          block.path("elements").size() <= MAX_CONTEXT
              && all(block.path("elements"), MAX_FIELD)
              && !block.path("elements").isEmpty();
      default -> BLOCKS.contains(type);
    };
  }

  private static boolean section(JsonNode block) {
    boolean hasText = block.has("text");
    boolean hasFields = block.has("fields");
    return (hasText || hasFields)
        && (!hasText || text(block.path("text"), MAX_SECTION))
        && (!hasFields
            || (block.path("fields").size() <= MAX_FIELDS
                && !block.path("fields").isEmpty()
                && all(block.path("fields"), MAX_FIELD)));
  }

  private static boolean all(JsonNode texts, int max) {
    for (JsonNode text : texts) {
      if (!text(text, max)) {
        return false;
      }
    }
    return true;
  }

  private static boolean text(JsonNode text, int max) {
    String value = text.path("text").asString("");
    return Set.of("plain_text", "mrkdwn").contains(text.path("type").asString(""))
        && !value.isEmpty()
        && value.length() <= max;
  }
}

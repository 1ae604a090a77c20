package dev.walkback.testsupport.slack;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A message as it stands in the stand-in.
 *
 * @param channel the channel's id
 * @param threadTs the parent that it answers, if it is a reply
 * @param body what was sent last: text, blocks, attachments, metadata
 * @param versions every body that it ever had, the first one first
 */
public record SlackMessage(
    String channel, String ts, Optional<String> threadTs, JsonNode body, List<JsonNode> versions) {

  public SlackMessage {
    versions = List.copyOf(versions);
  }

  public String text() {
    return body.path("text").asString("");
  }

  /** The message as a person reads it. */
  public String rendered() {
    return SlackPage.text(this);
  }

  boolean isReply() {
    return threadTs.isPresent();
  }
}

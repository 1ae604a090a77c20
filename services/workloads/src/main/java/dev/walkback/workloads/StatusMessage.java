package dev.walkback.workloads;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The message of the API's {@code Status} object, for people. */
public final class StatusMessage {

  private static final int LONGEST = 300;

  private StatusMessage() {}

  /** The message, or the beginning of what else was answered. */
  public static String of(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      text = Fields.text(JsonMapper.shared().readTree(body), "message").orElse(text);
    } catch (JacksonException e) {
      // Not a Status object: proxies answer with text.
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}

package dev.walkback.sandbox.kubelet;

import dev.walkback.sandbox.store.Json;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a container does, decided by its image and environment: {@code CRASH} ends it at once,
 * {@code HANG} never makes it ready, {@code ERROR_RATE} above 0.5 makes its health endpoint say so,
 * {@code VERSION} is what it answers.
 */
public record Program(String image, String version, boolean crashes, boolean hangs, boolean sick) {

  /** An HTTP answer. */
  public record Answer(int code, String body) {}

  static Program of(JsonNode container) {
    Map<String, String> env = new HashMap<>();
    Json.items(container, "env").forEach(e -> env.put(Json.text(e, "name"), Json.text(e, "value")));
    return new Program(
        Json.text(container, "image"),
        env.getOrDefault("VERSION", "v1"),
        !env.getOrDefault("CRASH", "").isEmpty(),
        !env.getOrDefault("HANG", "").isEmpty(),
        rate(env.getOrDefault("ERROR_RATE", "0")) > 0.5);
  }

  /** An image whose name says so cannot be pulled. */
  boolean canBePulled() {
    return !image.contains("missing");
  }

  public Answer get(String path) {
    if (hangs) {
      return new Answer(504, "{\"message\":\"no answer\"}");
    }
    if (path.equals("/health")) {
      String status = sick ? "unhealthy" : "healthy";
      return new Answer(
          sick ? 503 : 200, "{\"status\": \"%s\", \"version\": \"%s\"}".formatted(status, version));
    }
    return new Answer(sick ? 500 : 200, "{\"version\": \"%s\"}".formatted(version));
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

package dev.walkback.sandbox.http;

import dev.walkback.sandbox.store.Json;
import tools.jackson.databind.JsonNode;

/** One complete answer. */
record Response(int code, String contentType, String body) {

  static Response json(int code, JsonNode body) {
    return new Response(code, "application/json", Json.MAPPER.writeValueAsString(body));
  }

  static Response text(int code, String body) {
    return new Response(code, "text/plain", body);
  }
}

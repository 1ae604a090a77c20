package dev.walkback.gateway.core;

import dev.walkback.gateway.core.AlertmanagerWebhook.Reading.NotOne;
import dev.walkback.gateway.core.AlertmanagerWebhook.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every alert in a webhook must have. */
final class AlertForm {

  private static final Set<String> STATES = Set.of("firing", "resolved");

  private final JsonMapper json;

  AlertForm(JsonMapper json) {
    this.json = json;
  }

  /** What is wrong with it, if anything. */
  Optional<NotOne> problem(String where, byte[] body, Span span) {
    JsonNode alert = json.readTree(body, span.from(), span.length());
    if (!STATES.contains(alert.path("status").asString(""))) {
      return missing(where, "status", "\"firing\" or \"resolved\"", alert.path("status"));
    }
    if (!alert.path("labels").isObject()) {
      return missing(where, "labels", "an object", alert.path("labels"));
    }
    if (alert.path("fingerprint").asString("").isBlank()) {
      return missing(where, "fingerprint", "a text", alert.path("fingerprint"));
    }
    if (!isInstant(alert.path("startsAt"))) {
      return missing(
          where, "startsAt", "a time such as 2026-11-23T04:08:02.18Z", alert.path("startsAt"));
    }
    return Optional.empty();
  }

  private static boolean isInstant(JsonNode node) {
    try {
      return node.isString() && Instant.parse(node.asString()) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Optional<NotOne> missing(
      String where, String field, String expected, JsonNode found) {
    return Optional.of(
        new NotOne("'%s.%s' as %s".formatted(where, field, expected), Found.kind(found)));
  }
}

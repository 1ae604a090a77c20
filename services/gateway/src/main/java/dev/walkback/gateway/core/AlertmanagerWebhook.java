package dev.walkback.gateway.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells an Alertmanager webhook from anything else, before it costs anyone further in anything.
 * Fields that it does not know are none of its business: Alertmanager adds some with every version.
 */
public final class AlertmanagerWebhook {

  private static final int MAX_QUOTED = 80;
  private static final Set<String> STATES = Set.of("firing", "resolved");

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** What the bytes are. */
  public sealed interface Reading {

    /**
     * A webhook.
     *
     * @param groupKey keeps the messages of one group in order; may be empty
     */
    record Webhook(String groupKey, int alerts) implements Reading {}

    /** None, and why: what was expected and what was found. */
    record NotOne(String expected, String found) implements Reading {}
  }

  /** Never throws. */
  public Reading read(byte[] body) {
    JsonNode root;
    try {
      root = json.readTree(body);
    } catch (JacksonException e) {
      return new Reading.NotOne("JSON", brief(e.getOriginalMessage()));
    }
    if (!root.isObject()) {
      return new Reading.NotOne("a JSON object", kind(root));
    }
    if (!root.path("version").isString()) {
      return new Reading.NotOne(
          "'version', as Alertmanager and Grafana send it, for instance \"4\"",
          kind(root.path("version")));
    }
    JsonNode alerts = root.path("alerts");
    if (!alerts.isArray() || alerts.isEmpty()) {
      return new Reading.NotOne(
          "'alerts' with at least one alert", alerts.isArray() ? "an empty array" : kind(alerts));
    }
    for (int i = 0; i < alerts.size(); i++) {
      if (problem("alerts[" + i + "]", alerts.get(i)) instanceof Reading.NotOne problem) {
        return problem;
      }
    }
    return new Reading.Webhook(root.path("groupKey").asString(""), alerts.size());
  }

  private static Reading problem(String where, JsonNode alert) {
    if (!alert.isObject()) {
      return new Reading.NotOne("%s as an object".formatted(where), kind(alert));
    }
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
    return new Reading.Webhook("", 1);
  }

  private static boolean isInstant(JsonNode node) {
    try {
      return node.isString() && Instant.parse(node.asString()) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Reading missing(String where, String field, String expected, JsonNode found) {
    return new Reading.NotOne("'%s.%s' as %s".formatted(where, field, expected), kind(found));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case STRING -> "\"" + brief(node.asString()) + "\"";
      case NULL -> "null";
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case BOOLEAN, NUMBER -> brief(node.asString());
      case BINARY -> "bytes";
    };
  }

  private static String brief(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}

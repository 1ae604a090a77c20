package dev.walkback.detector.inbound;

import dev.walkback.events.topic.Topics;
import dev.walkback.events.trigger.Alert;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what Alertmanager posts to a webhook (version 4; Grafana's version 1 has the same alerts),
 * or a single alert of that shape. The status of the group and the end of an alert say nothing and
 * are not looked at; unknown fields are ignored. Never throws on what it reads.
 */
public final class AlertJson {

  static final int MAX_ALERTS = Topics.MAX_INPUT_ALERTS;
  static final int MAX_LABELS = 128;
  static final int MAX_VALUE_CHARS = 8 * 1024;
  private static final int MAX_FINGERPRINT_CHARS = 128;
  private static final int MAX_DEPTH = 64;
  private static final Set<String> VERSIONS = Set.of("4", "1");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The alerts in a value, and why others could not be read. */
  public Parsed parse(byte[] value) {
    if (value.length > Topics.MAX_INPUT_BYTES) {
      return Parsed.nothing(
          "Expected at most %d bytes, but found %d"
              .formatted(Topics.MAX_INPUT_BYTES, value.length));
    }
    JsonNode root;
    try {
      root = JSON.readTree(value);
    } catch (JacksonException e) {
      return Parsed.nothing(
          "Expected an alert as JSON, but it cannot be read: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      return Parsed.nothing("Expected a JSON object with alerts, but found " + root.getNodeType());
    }
    return root.has("alerts") ? webhook(root) : single(root);
  }

  private static Parsed webhook(JsonNode root) {
    String version = root.path("version").asString("4");
    if (!VERSIONS.contains(version)) {
      return Parsed.nothing(
          "Expected an Alertmanager webhook of version 4, but found version '%s'"
              .formatted(quoted(version)));
    }
    JsonNode alerts = root.path("alerts");
    if (!alerts.isArray() || alerts.isEmpty() || alerts.size() > MAX_ALERTS) {
      return Parsed.nothing(
          "Expected a webhook with 1 to %d alerts, but found %s"
              .formatted(
                  MAX_ALERTS, alerts.isArray() ? alerts.size() + " alerts" : alerts.getNodeType()));
    }
    List<Alert> read = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int index = 0; index < alerts.size(); index++) {
      try {
        read.add(alert(alerts.get(index)));
      } catch (MalformedAlert e) {
        faults.add("alerts[%d]: %s".formatted(index, e.getMessage()));
      }
    }
    return new Parsed(read, faults, Math.max(0, root.path("truncatedAlerts").asInt(0)));
  }

  private static Parsed single(JsonNode root) {
    try {
      return new Parsed(List.of(alert(root)), List.of(), 0);
    } catch (MalformedAlert e) {
      return Parsed.nothing(
          "Expected an Alertmanager webhook, a single alert or a CloudEvent, but "
              + e.getMessage());
    }
  }

  private static Alert alert(JsonNode node) throws MalformedAlert {
    if (!node.isObject()) {
      throw new MalformedAlert("expected an object, but found " + node.getNodeType());
    }
    String fingerprint = text(node, "fingerprint");
    if (fingerprint.length() > MAX_FINGERPRINT_CHARS) {
      throw new MalformedAlert(
          "expected a fingerprint of at most %d characters, but found %d"
              .formatted(MAX_FINGERPRINT_CHARS, fingerprint.length()));
    }
    return new Alert(
        status(text(node, "status")),
        fingerprint,
        texts(node, "labels"),
        texts(node, "annotations"),
        time(text(node, "startsAt")),
        Optional.of(node.path("generatorURL").asString("")).filter(url -> !url.isBlank()));
  }

  private static Alert.Status status(String text) throws MalformedAlert {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "firing" -> Alert.Status.FIRING;
      case "resolved" -> Alert.Status.RESOLVED;
      default ->
          throw new MalformedAlert(
              "expected the status firing or resolved, but found '%s'".formatted(quoted(text)));
    };
  }

  private static Instant time(String text) throws MalformedAlert {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedAlert(
          "expected startsAt as a time of RFC 3339, but found '%s'".formatted(quoted(text)));
    }
  }

  private static String text(JsonNode node, String field) throws MalformedAlert {
    JsonNode found = node.path(field);
    if (!found.isString() || found.asString().isBlank()) {
      throw new MalformedAlert(
          "expected the text %s, but found %s"
              .formatted(field, found.isString() ? "an empty one" : found.getNodeType()));
    }
    return found.asString();
  }

  private static Map<String, String> texts(JsonNode node, String field) throws MalformedAlert {
    JsonNode found = node.path(field);
    if (found.isMissingNode() || found.isNull()) {
      return Map.of();
    }
    if (!found.isObject() || found.size() > MAX_LABELS) {
      throw new MalformedAlert(
          "expected %s as an object with at most %d entries, but found %s"
              .formatted(field, MAX_LABELS, found.isObject() ? found.size() : found.getNodeType()));
    }
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : found.properties()) {
      JsonNode value = entry.getValue();
      if (!value.isString() || value.asString().length() > MAX_VALUE_CHARS) {
        throw new MalformedAlert(
            "expected %s '%s' as a text of at most %d characters, but found %s"
                .formatted(
                    field,
                    quoted(entry.getKey()),
                    MAX_VALUE_CHARS,
                    value.isString() ? value.asString().length() : value.getNodeType()));
      }
      texts.put(entry.getKey(), value.asString());
    }
    return texts;
  }

  private static String quoted(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /**
   * What was read.
   *
   * @param faults what was expected and found where something could not be read
   * @param truncated how many alerts the sender says that it left out
   */
  public record Parsed(List<Alert> alerts, List<String> faults, int truncated) {

    public Parsed {
      alerts = List.copyOf(alerts);
      faults = List.copyOf(faults);
    }

    static Parsed nothing(String fault) {
      return new Parsed(List.of(), List.of(fault), 0);
    }
  }

  private static final class MalformedAlert extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedAlert(String message) {
      super(message);
    }
  }
}

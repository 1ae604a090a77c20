package dev.walkback.gateway.core;

import dev.walkback.events.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * Tells an Alertmanager webhook from anything else, before it costs anyone further in anything.
 * Fields that it does not know are none of its business: Alertmanager adds some with every version.
 */
public final class AlertmanagerWebhook {

  private final JsonMapper json = new JsonMapper();
  private final AlertForm form = new AlertForm(json);

  /** What the bytes are. */
  public sealed interface Reading {

    /**
     * A webhook.
     *
     * @param groupKey keeps the messages of one group in order; may be empty
     * @param alerts where each of them stands in the bytes; at least one
     */
    record Webhook(String groupKey, List<Span> alerts) implements Reading {

      public Webhook {
        alerts = List.copyOf(alerts);
      }
    }

    /** None, and why: what was expected and what was found. */
    record NotOne(String expected, String found) implements Reading {}
  }

  /**
   * A part of the bytes.
   *
   * @param to the first byte that does not belong to it any more
   */
  public record Span(int from, int to) {

    public int length() {
      return to - from;
    }
  }

  /**
   * Never throws. Takes apart one alert at a time, and none that fits into no record, so that a
   * large webhook costs little more memory than its bytes.
   */
  public Reading read(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return new Reading.NotOne(
            "a JSON object", first == null ? "nothing" : Found.kind(outline(parser)));
      }
      var fields = new Fields(body);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        fields.take(parser);
      }
      return parser.nextToken() == null
          ? fields.reading()
          : new Reading.NotOne("JSON", "more after its end");
    } catch (JacksonException e) {
      return new Reading.NotOne("JSON", Found.brief(e.getOriginalMessage()));
    }
  }

  /** The value at which the parser stands; of what has parts only what it is. */
  private static JsonNode outline(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return parser.readValueAsTree();
    }
    parser.skipChildren();
    return token == JsonToken.START_OBJECT
        ? JsonNodeFactory.instance.objectNode()
        : JsonNodeFactory.instance.arrayNode();
  }

  /** What is known of a webhook while it is read; of two fields of one name the last one counts. */
  private final class Fields {

    private final byte[] body;
    private final List<Span> alerts = new ArrayList<>();
    private JsonNode version = MissingNode.getInstance();
    private String groupKey = "";
    private Optional<Reading.NotOne> problem = noAlerts("nothing");

    Fields(byte[] body) {
      this.body = body;
    }

    void take(JsonParser parser) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "version" -> version = outline(parser);
        case "groupKey" -> groupKey = outline(parser).asString("");
        case "alerts" -> takeAlerts(parser);
        default -> parser.skipChildren();
      }
    }

    private void takeAlerts(JsonParser parser) {
      alerts.clear();
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        problem = noAlerts(Found.kind(outline(parser)));
        return;
      }
      problem = Optional.empty();
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (problem.isPresent()) {
          parser.skipChildren();
        } else {
          takeAlert("alerts[" + i + "]", parser);
        }
      }
      if (alerts.isEmpty() && problem.isEmpty()) {
        problem = noAlerts("an empty array");
      }
    }

    private void takeAlert(String where, JsonParser parser) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        problem =
            Optional.of(new Reading.NotOne(where + " as an object", Found.kind(outline(parser))));
        return;
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      int to = (int) parser.currentLocation().getByteOffset();
      if (from < 0 || to < 0) {
        problem = Optional.of(new Reading.NotOne("JSON in UTF-8", "another encoding"));
        return;
      }
      var span = new Span(from, to);
      alerts.add(span);
      if (span.length() <= Topics.MAX_INPUT_BYTES) {
        problem = form.problem(where, body, span);
      }
    }

    private Optional<Reading.NotOne> noAlerts(String found) {
      return Optional.of(new Reading.NotOne("'alerts' with at least one alert", found));
    }

    Reading reading() {
      if (!version.isString()) {
        return new Reading.NotOne(
            "'version', as Alertmanager and Grafana send it, for instance \"4\"",
            Found.kind(version));
      }
      return problem
          .<Reading>map(found -> found)
          .orElseGet(() -> new Reading.Webhook(groupKey, alerts));
    }
  }
}

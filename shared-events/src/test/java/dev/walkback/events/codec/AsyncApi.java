package dev.walkback.events.codec;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The topics and their events as an AsyncAPI 3 document, from the catalogue itself. */
final class AsyncApi {

  private static final String BINDING = "0.5.0";
  private static final String HEADERS = "#/components/schemas/cloudEventHeaders";

  private final Map<String, Object> channels = new LinkedHashMap<>();
  private final Map<String, Object> operations = new LinkedHashMap<>();
  private final Map<String, Object> messages = new TreeMap<>();

  static Map<String, Object> document() {
    var api = new AsyncApi();
    Topics.ALL.forEach(api::add);
    EventTypes.ALL.forEach(type -> api.messages.put(type.name(), message(type)));
    for (TopicStory.Foreign foreign : TopicStory.FOREIGN.values()) {
      api.messages.put(foreign.name(), foreign(foreign));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("info", info());
    document.put("defaultContentType", "application/json");
    document.put("channels", api.channels);
    document.put("operations", api.operations);
    document.put(
        "components",
        ordered("schemas", Map.of("cloudEventHeaders", headers()), "messages", api.messages));
    return document;
  }

  private static Map<String, Object> info() {
    return ordered(
        "title",
        "Walkback",
        "version",
        "1.0.0",
        "description",
        "Walks a bad Kubernetes release back to the last version that is proven good. CloudEvents"
            + " 1.0 over Kafka in binary mode; structured mode is read as well. The key of every"
            + " record is the application, as namespace/name. Operations are seen from Walkback:"
            + " what it receives, others may send.",
        "license",
        Map.of("name", "Apache-2.0"));
  }

  private void add(Topic topic) {
    TopicStory story = TopicStory.of(topic);
    Map<String, Object> on = new LinkedHashMap<>();
    messagesOn(topic).forEach(name -> on.put(name, ref("#/components/messages/" + name)));
    channels.put(
        topic.name(),
        ordered(
            "address",
            topic.name(),
            "description",
            story.text(),
            "messages",
            on,
            "bindings",
            Map.of("kafka", binding(topic))));
    String shortName = topic.name().substring("walkback.".length());
    for (String action : story.actions()) {
      operations.put(
          shortName + "." + action,
          ordered("action", action, "channel", ref("#/channels/" + topic.name())));
    }
  }

  private static List<String> messagesOn(Topic topic) {
    var names = new ArrayList<String>();
    topic.families().stream()
        .flatMap(Contract::members)
        .forEach(data ->
            EventTypes.ALL.stream()
                .filter(type -> type.data() == data)
                .forEach(type -> names.add(type.name())));
    Optional.ofNullable(TopicStory.FOREIGN.get(topic))
        .map(TopicStory.Foreign::name)
        .ifPresent(names::add);
    return names;
  }

  private static Map<String, Object> binding(Topic topic) {
    Map<String, Object> configuration = new TreeMap<>();
    topic
        .configuration()
        .forEach((name, value) ->
            configuration.put(
                name, name.equals("cleanup.policy") ? List.of(value) : Long.parseLong(value)));
    return ordered(
        "topic", topic.name(), "topicConfiguration", configuration, "bindingVersion", BINDING);
  }

  private static Map<String, Object> message(EventType<?> type) {
    return ordered(
        "name",
        type.name(),
        "contentType",
        "application/json",
        "headers",
        ref(HEADERS),
        "payload",
        ref("./schemas/" + type.name() + ".json"),
        "bindings",
        Map.of("kafka", ordered("key", Map.of("type", "string"), "bindingVersion", BINDING)));
  }

  private static Map<String, Object> foreign(TopicStory.Foreign foreign) {
    return ordered("name", foreign.name(), "summary", foreign.text(), "payload", Map.of());
  }

  /** As the CloudEvents binding for Kafka names them, in binary mode. */
  private static Map<String, Object> headers() {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> properties = new TreeMap<>();
    properties.put("ce_specversion", Map.of("const", "1.0"));
    properties.put("ce_id", text);
    properties.put("ce_source", text);
    properties.put("ce_type", text);
    properties.put("ce_time", Map.of("type", "string", "format", "date-time"));
    properties.put("ce_subject", text);
    properties.put("content-type", text);
    properties.put("traceparent", text);
    return ordered(
        "type",
        "object",
        "properties",
        properties,
        "required",
        List.of("ce_specversion", "ce_id", "ce_source", "ce_type"));
  }

  private static Map<String, Object> ref(String to) {
    return Map.of("$ref", to);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}

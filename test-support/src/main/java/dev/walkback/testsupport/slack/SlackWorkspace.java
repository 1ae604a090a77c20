package dev.walkback.testsupport.slack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Channels and messages, and what each call does to them. */
final class SlackWorkspace {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, String> namesById = new LinkedHashMap<>();
  private final Map<String, SlackMessage> byTs = new LinkedHashMap<>();
  private long lastMicros;

  synchronized void addChannel(String id, String name) {
    namesById.put(id, name);
  }

  synchronized List<SlackMessage> messages() {
    return List.copyOf(byTs.values());
  }

  /** Answers one call of the Web API. */
  synchronized ObjectNode call(String method, JsonNode arguments, long nowMicros) {
    return switch (method) {
      case "chat.postMessage" -> post(arguments, nowMicros);
      case "chat.update" -> update(arguments);
      case "conversations.history" ->
          list(arguments, message -> !message.isReply(), arguments.path("oldest").asString("0"));
      case "conversations.replies" -> {
        String parent = arguments.path("ts").asString("");
        yield byTs.containsKey(parent)
            ? list(
                arguments,
                message ->
                    message.ts().equals(parent) || message.threadTs().equals(Optional.of(parent)),
                "0")
            : no("thread_not_found");
      }
      case "conversations.list" -> channels();
      default -> no("unknown_method");
    };
  }

  /** The channel's id for an id or a name, with or without the hash sign. */
  synchronized @Nullable String resolve(String channel) {
    String name = channel.startsWith("#") ? channel.substring(1) : channel;
    return namesById.entrySet().stream()
        .filter(known -> known.getKey().equals(channel) || known.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private ObjectNode post(JsonNode arguments, long nowMicros) {
    String channel = resolve(arguments.path("channel").asString(""));
    if (channel == null) {
      return no("channel_not_found");
    }
    Optional<String> problem = SlackRules.problem(arguments);
    if (problem.isPresent()) {
      return no(problem.get());
    }
    Optional<String> thread =
        Optional.of(arguments.path("thread_ts").asString("")).filter(ts -> !ts.isEmpty());
    if (thread.isPresent() && !byTs.containsKey(thread.get())) {
      return no("thread_not_found");
    }
    lastMicros = Math.max(lastMicros + 1, nowMicros);
    String ts =
        String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
    byTs.put(ts, new SlackMessage(channel, ts, thread, arguments, List.of(arguments)));
    return ok().put("channel", channel).put("ts", ts);
  }

  private ObjectNode update(JsonNode arguments) {
    String channel = arguments.path("channel").asString("");
    String ts = arguments.path("ts").asString("");
    SlackMessage old = byTs.get(ts);
    if (!namesById.containsKey(channel)) {
      return no("channel_not_found");
    }
    if (old == null || !old.channel().equals(channel)) {
      return no("message_not_found");
    }
    Optional<String> problem = SlackRules.problem(arguments);
    if (problem.isPresent()) {
      return no(problem.get());
    }
    List<JsonNode> versions = new ArrayList<>(old.versions());
    versions.add(arguments);
    byTs.put(ts, new SlackMessage(channel, ts, old.threadTs(), arguments, versions));
    return ok().put("channel", channel).put("ts", ts);
  }

  synchronized boolean delete(String ts) {
    return byTs.remove(ts) != null;
  }

  private ObjectNode list(JsonNode arguments, Predicate<SlackMessage> wanted, String oldest) {
    String channel = arguments.path("channel").asString("");
    if (!namesById.containsKey(channel)) {
      return no("channel_not_found");
    }
    ObjectNode answer = ok();
    ArrayNode messages = answer.putArray("messages");
    byTs.values().stream()
        .filter(message -> message.channel().equals(channel) && wanted.test(message))
        .filter(message -> message.ts().compareTo(oldest) >= 0)
        .toList()
        .reversed()
        .forEach(message -> {
          ObjectNode item = JSON.objectNode().put("type", "message").put("ts", message.ts());
          item.put("text", message.text());
          if ("true".equals(arguments.path("include_all_metadata").asString(""))) {
            item.set("metadata", message.body().path("metadata"));
          }
          messages.add(item);
        });
    answer.put("has_more", false);
    return answer;
  }

  private ObjectNode channels() {
    ObjectNode answer = ok();
    ArrayNode channels = answer.putArray("channels");
    namesById.forEach((id, name) -> channels.addObject().put("id", id).put("name", name));
    return answer;
  }

  static ObjectNode ok() {
    return JSON.objectNode().put("ok", true);
  }

  static ObjectNode no(String error) {
    return JSON.objectNode().put("ok", false).put("error", error);
  }
}

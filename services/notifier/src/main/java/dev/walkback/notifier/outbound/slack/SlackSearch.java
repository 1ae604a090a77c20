package dev.walkback.notifier.outbound.slack;

import dev.walkback.notifier.core.Chat.Search;
import dev.walkback.notifier.core.Posted;
import dev.walkback.notifier.core.RollbackThread;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Finds our messages of a rollback by the metadata that they carry. It reads a channel from shortly
 * before the rollback began, at most {@value #MAX_PAGES} pages of {@value #PAGE} messages.
 */
final class SlackSearch {

  private static final int MAX_PAGES = 10;
  private static final int PAGE = 200;
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(2);

  private final SlackApi api;
  private final Map<String, String> channelIds = new ConcurrentHashMap<>();

  SlackSearch(SlackApi api) {
    this.api = api;
  }

  /** Remembers under which id Slack knows a channel; the history takes no names. */
  void learn(String name, String id) {
    channelIds.put(name, id);
  }

  Search search(RollbackThread thread) {
    Optional<Posted> known = thread.posted();
    if (known.isPresent()) {
      return replies(thread, known.get());
    }
    if (thread.channel().isEmpty()) {
      return new Search.Seen(Optional.empty(), Set.of());
    }
    return switch (channelId(thread.channel().get())) {
      case Scan.Found id -> parent(thread, id.value());
      case Scan.Absent _ -> new Search.Seen(Optional.empty(), Set.of());
      case Scan.Stopped stopped -> stopped.why();
    };
  }

  private Search parent(RollbackThread thread, String channel) {
    Instant oldest = thread.since().minus(CLOCKS_MAY_DIFFER);
    Map<String, String> arguments = new HashMap<>();
    arguments.put("channel", channel);
    arguments.put("oldest", oldest.getEpochSecond() + ".000000");
    arguments.put("include_all_metadata", "true");
    Scan scan =
        scan(
            "conversations.history",
            arguments,
            "messages",
            message -> part(message, thread).filter(SlackChat.PARENT::equals).isPresent(),
            "ts");
    return switch (scan) {
      case Scan.Found ts -> replies(thread, new Posted(channel, ts.value()));
      case Scan.Absent _ -> new Search.Seen(Optional.empty(), Set.of());
      case Scan.Stopped stopped -> stopped.why();
    };
  }

  private Search replies(RollbackThread thread, Posted parent) {
    Set<String> seen = new HashSet<>();
    Map<String, String> arguments = new HashMap<>();
    arguments.put("channel", parent.channel());
    arguments.put("ts", parent.timestamp());
    arguments.put("include_all_metadata", "true");
    Scan scan =
        scan(
            "conversations.replies",
            arguments,
            "messages",
            message -> {
              part(message, thread).ifPresent(seen::add);
              return false;
            },
            "ts");
    return switch (scan) {
      case Scan.Stopped(Search.TryAgain again) -> again;
      case Scan.Stopped _, Scan.Found _, Scan.Absent _ ->
          new Search.Seen(Optional.of(parent), Set.copyOf(seen));
    };
  }

  /** Which part of this rollback's thread a message is, if it is one. */
  private static Optional<String> part(JsonNode message, RollbackThread thread) {
    JsonNode payload = message.path("metadata").path("event_payload");
    return thread.id().value().equals(payload.path("rollbackId").asString(""))
        ? Optional.of(payload.path("part").asString(""))
        : Optional.empty();
  }

  private Scan channelId(String channel) {
    if (channel.matches("[CGD][A-Z0-9]{6,}")) {
      return new Scan.Found(channel);
    }
    String known = channelIds.get(channel);
    if (known != null) {
      return new Scan.Found(known);
    }
    String name = channel.startsWith("#") ? channel.substring(1) : channel;
    Map<String, String> arguments = new HashMap<>();
    arguments.put("exclude_archived", "true");
    arguments.put("types", "public_channel,private_channel");
    return scan(
        "conversations.list",
        arguments,
        "channels",
        candidate -> name.equals(candidate.path("name").asString("")),
        "id");
  }

  /** Goes through the pages of a list until one fits, and gives that one's {@code field}. */
  private Scan scan(
      String method,
      Map<String, String> arguments,
      String list,
      Predicate<JsonNode> fits,
      String field) {
    arguments.put("limit", Integer.toString(PAGE));
    for (int page = 0; page < MAX_PAGES; page++) {
      JsonNode body;
      switch (api.call(method, arguments)) {
        case SlackAnswer.Ok ok -> body = ok.body();
        case SlackAnswer.Later later -> {
          return new Scan.Stopped(new Search.TryAgain(later.after(), later.reason()));
        }
        case SlackAnswer.No no -> {
          return new Scan.Stopped(new Search.Blind(method + " says " + no.error()));
        }
      }
      for (JsonNode item : body.path(list)) {
        if (fits.test(item)) {
          return new Scan.Found(item.path(field).asString(""));
        }
      }
      String cursor = body.path("response_metadata").path("next_cursor").asString("");
      if (cursor.isEmpty()) {
        return new Scan.Absent();
      }
      arguments.put("cursor", cursor);
    }
    return new Scan.Absent();
  }

  private sealed interface Scan {

    record Found(String value) implements Scan {}

    record Absent() implements Scan {}

    record Stopped(Search why) implements Scan {}
  }
}

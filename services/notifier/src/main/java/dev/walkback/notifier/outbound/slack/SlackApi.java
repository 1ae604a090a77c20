package dev.walkback.notifier.outbound.slack;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Slack's Web API: a method name and arguments in, what Slack answered out. */
final class SlackApi implements AutoCloseable {

  private static final int MAX_QUOTED = 100;

  private final JsonMapper json = new JsonMapper();
  private final SlackSettings settings;
  private final SlackHttp http;

  SlackApi(SlackSettings settings) {
    this.settings = settings;
    this.http = new SlackHttp(settings.timeout());
  }

  Duration pace() {
    return settings.pace();
  }

  /** Calls a method that takes JSON, such as {@code chat.postMessage}. */
  SlackAnswer call(String method, ObjectNode arguments) {
    return send(method, "application/json; charset=utf-8", json.writeValueAsString(arguments));
  }

  /** Calls a method that takes a form, such as {@code conversations.history}. */
  SlackAnswer call(String method, Map<String, String> arguments) {
    String form =
        arguments.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(method, "application/x-www-form-urlencoded", form);
  }

  private SlackAnswer send(String method, String contentType, String body) {
    return http.send(
        URI.create(settings.apiUrl() + "/" + method),
        contentType,
        "Bearer " + settings.token(),
        body,
        this::read);
  }

  private SlackAnswer read(HttpResponse<String> response) {
    JsonNode body;
    try {
      body = json.readTree(response.body());
    } catch (JacksonException e) {
      return new SlackAnswer.Later(
          Optional.empty(),
          "expected JSON from Slack, but found status %d and '%s'"
              .formatted(response.statusCode(), quoted(response.body())),
          true);
    }
    if (body.path("ok").asBoolean(false)) {
      return new SlackAnswer.Ok(body);
    }
    String error = body.path("error").asString("status " + response.statusCode());
    return SlackErrors.passes(error)
        ? new SlackAnswer.Later(Optional.empty(), error, !error.contains("limit"))
        : new SlackAnswer.No(error);
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}

package dev.walkback.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request, read completely.
 *
 * @param path decoded segments
 * @param query the last value of each parameter
 */
public record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    String contentType,
    String userAgent,
    String body) {

  public Request {
    path = List.copyOf(path);
    query = Map.copyOf(query);
  }

  static Request read(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    List<String> path =
        Arrays.stream(uri.getRawPath().split("/", -1))
            .filter(s -> !s.isEmpty())
            .map(Request::decode)
            .toList();
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    return new Request(
        exchange.getRequestMethod(),
        path,
        query,
        header(exchange, "Content-Type"),
        header(exchange, "User-Agent"),
        body);
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    String value = parameter(name);
    return value.equals("true") || value.equals("1");
  }

  boolean dryRun() {
    return parameter("dryRun").equals("All");
  }

  boolean writes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /**
   * Who writes, for {@code managedFields}: as the request says, or the first word of the user
   * agent.
   */
  String manager() {
    String named = parameter("fieldManager");
    return named.isEmpty() ? userAgent.split("[/ ]", 2)[0] : named;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}

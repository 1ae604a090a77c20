package dev.walkback.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that answers like Slack: {@code chat.postMessage}, {@code chat.update}, {@code
 * conversations.history}, {@code .replies}, {@code .list}, and incoming webhooks. It refuses what
 * the published API refuses, with the same words, and can be told to limit, fail or be slow. Its
 * page at {@code /} shows the channels as a person sees them.
 */
public final class SlackStandIn implements AutoCloseable {

  /** The only token that it takes. */
  public static final String TOKEN = "xoxb-stand-in";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SlackWorkspace workspace = new SlackWorkspace();
  private final Map<String, Queue<Fault>> scripted = new ConcurrentHashMap<>();
  private final Map<String, Instant> lastWrite = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile boolean rateLimited;
  private volatile @Nullable Fault outage;

  /** One call that was answered. */
  public record Call(String method, String channel, int status, String error, Instant at) {}

  private SlackStandIn(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to listen on port " + port, e);
    }
    server.setExecutor(threads);
    server.createContext("/api/", exchange -> answer(exchange, this::api));
    server.createContext("/services/", exchange -> answer(exchange, this::webhook));
    server.createContext("/", exchange -> answer(exchange, _ -> page()));
    server.start();
  }

  /** On a free port, with the channels {@code #incidents} and {@code #releases}. */
  public static SlackStandIn start() {
    return start(0);
  }

  public static SlackStandIn start(int port) {
    SlackStandIn slack = new SlackStandIn(port);
    slack.addChannel("C0INCIDENTS", "incidents");
    slack.addChannel("C0RELEASES", "releases");
    return slack;
  }

  /** Runs until it is killed; the first argument is the port. For labs and demonstrations. */
  public static void main(String[] args) throws InterruptedException {
    SlackStandIn slack = start(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    System.out.println("Slack stand-in: " + slack.apiUrl() + " token " + TOKEN);
    Thread.currentThread().join();
  }

  public SlackStandIn addChannel(String id, String name) {
    workspace.addChannel(id, name);
    return this;
  }

  /** What {@code walkback.notifier.slack.api-url} is set to. */
  public URI apiUrl() {
    return url("/api");
  }

  /** An incoming webhook for this channel. */
  public URI webhookUrl(String channel) {
    return url("/services/" + channel);
  }

  /** The page that shows everything. */
  public URI pageUrl() {
    return url("/");
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** From now on more than one message a second to one channel is answered with 429. */
  public void limitRate(boolean on) {
    rateLimited = on;
  }

  /** The next calls of this method go wrong like this, in this order. */
  public void script(String method, Fault... faults) {
    scripted.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(faults));
  }

  /** Every call goes wrong like this until {@link #recover()}. */
  public void breakDown(Fault fault) {
    outage = fault;
  }

  public void recover() {
    outage = null;
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** All messages, oldest first, replies included. */
  public List<SlackMessage> messages() {
    return workspace.messages();
  }

  /** The messages of a channel that are no replies. */
  public List<SlackMessage> messages(String channel) {
    String id = workspace.resolve(channel);
    return messages().stream()
        .filter(message -> message.channel().equals(id) && !message.isReply())
        .toList();
  }

  public List<SlackMessage> replies(SlackMessage parent) {
    return messages().stream()
        .filter(message -> message.threadTs().equals(Optional.of(parent.ts())))
        .toList();
  }

  /** Somebody deletes a message by hand. */
  public void delete(SlackMessage message) {
    workspace.delete(message.ts());
  }

  /** All channels as text. */
  public String renderText() {
    return SlackPage.text(this);
  }

  /** All channels as a page. */
  public String renderHtml() {
    return SlackPage.html(this);
  }

  private Answer page() {
    return new Answer(200, "text/html; charset=utf-8", renderHtml(), Optional.empty());
  }

  private Answer api(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestURI().getPath().substring("/api/".length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null) {
      return Answer.json(SlackWorkspace.no("not_authed"));
    }
    if (!authorization.equals("Bearer " + TOKEN)) {
      return Answer.json(SlackWorkspace.no("invalid_auth"));
    }
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    try {
      JsonNode arguments = type.startsWith("application/json") ? JSON.readTree(body) : form(body);
      return call(method, arguments);
    } catch (JacksonException e) {
      return Answer.json(SlackWorkspace.no("invalid_json"));
    }
  }

  private Answer webhook(HttpExchange exchange) throws IOException {
    String channel = exchange.getRequestURI().getPath().substring("/services/".length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    ObjectNode arguments = ((ObjectNode) JSON.readTree(body)).put("channel", channel);
    Answer answer = call("chat.postMessage", arguments);
    if (answer.status() != 200) {
      return answer;
    }
    JsonNode said = JSON.readTree(answer.body());
    boolean ok = said.path("ok").asBoolean(false);
    String text = ok ? "ok" : said.path("error").asString("");
    return new Answer(ok ? 200 : 404, "text/plain", text, Optional.empty());
  }

  private Answer call(String method, JsonNode arguments) throws IOException {
    String channel = arguments.path("channel").asString("");
    Fault fault = nextFault(method, channel);
    Answer answer =
        switch (fault) {
          case null -> perform(method, arguments);
          case Fault.No no -> Answer.json(SlackWorkspace.no(no.error()));
          case Fault.Status status ->
              new Answer(status.status(), "text/plain", "trouble", Optional.empty());
          case Fault.RateLimited limited ->
              new Answer(
                  429,
                  "application/json",
                  SlackWorkspace.no("ratelimited").toString(),
                  Optional.of(limited.retryAfter()));
          case Fault.AnswerLost _ -> {
            perform(method, arguments);
            throw new IOException("the answer is lost on purpose");
          }
          case Fault.Slow slow -> {
            Answer late = perform(method, arguments);
            pause(slow.by());
            yield late;
          }
        };
    calls.add(new Call(method, channel, answer.status(), answer.error(), Instant.now()));
    return answer;
  }

  private Answer perform(String method, JsonNode arguments) {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    return Answer.json(workspace.call(method, arguments, micros));
  }

  private @Nullable Fault nextFault(String method, String channel) {
    Queue<Fault> next = scripted.getOrDefault(method, new ArrayDeque<>());
    Fault fault = outage != null ? outage : next.poll();
    if (fault == null && rateLimited && method.startsWith("chat.")) {
      Instant now = Instant.now();
      Instant last = lastWrite.put(String.valueOf(workspace.resolve(channel)), now);
      boolean tooSoon = last != null && Duration.between(last, now).toMillis() < 900;
      return tooSoon ? new Fault.RateLimited(Duration.ofSeconds(1)) : null;
    }
    return fault;
  }

  private static JsonNode form(String body) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        arguments.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return arguments;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Answer answer = handler.handle(exchange);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      answer
          .retryAfter()
          .ifPresent(after ->
              exchange
                  .getResponseHeaders()
                  .set("Retry-After", Long.toString(Math.max(1, after.toSeconds()))));
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private interface Handler {
    Answer handle(HttpExchange exchange) throws IOException;
  }

  private record Answer(
      int status, String contentType, String body, Optional<Duration> retryAfter) {

    static Answer json(ObjectNode body) {
      return new Answer(200, "application/json; charset=utf-8", body.toString(), Optional.empty());
    }

    String error() {
      return contentType.startsWith("application/json")
          ? JSON.readTree(body).path("error").asString("")
          : status == 200 ? "" : body;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package dev.walkback.verifier.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that answers each path as it was told, or not at all. */
final class StandIn implements AutoCloseable {

  final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  StandIn reply(String path, int status, String body) {
    replies.put(path, new Reply(status, body, End.WHOLE));
    return this;
  }

  StandIn hang(String path) {
    replies.put(path, new Reply(200, "", End.NO_BEGINNING));
    return this;
  }

  void endless(String path) {
    replies.put(path, new Reply(200, "and so on ", End.NEVER));
  }

  void breaking(String path) {
    replies.put(path, new Reply(200, "and then ", End.BREAKS_OFF));
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Reply reply =
        replies.getOrDefault(exchange.getRequestURI().getPath(), new Reply(404, "", End.WHOLE));
    try (exchange) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      switch (reply.end()) {
        case NO_BEGINNING -> closing.await();
        case WHOLE -> {
          exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        }
        case BREAKS_OFF -> {
          exchange.sendResponseHeaders(reply.status(), body.length + 1L);
          exchange.getResponseBody().write(body);
        }
        case NEVER -> {
          exchange.sendResponseHeaders(reply.status(), 0);
          while (closing.getCount() > 0) {
            exchange.getResponseBody().write(body);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private record Reply(int status, String body, End end) {}

  /** How an answer ends. */
  private enum End {
    WHOLE,
    BREAKS_OFF,
    NEVER,
    NO_BEGINNING
  }
}

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
    replies.put(path, new Reply(status, body, false));
    return this;
  }

  StandIn hang(String path) {
    replies.put(path, new Reply(200, "", true));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Reply reply =
        replies.getOrDefault(exchange.getRequestURI().getPath(), new Reply(404, "", false));
    try (exchange) {
      if (reply.hangs()) {
        closing.await();
      }
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private record Reply(int status, String body, boolean hangs) {}
}

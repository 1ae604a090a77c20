package dev.walkback.workloads;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An API server that answers each path as it was told; the last answer is repeated. */
final class ScriptedApi implements AutoCloseable {

  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<Headers> headers = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final KubernetesClient client;

  ScriptedApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client = KubernetesAccess.client(KubernetesSettings.at(url), "walkback-test");
  }

  ScriptedApi reply(String path, int status, String body) {
    replies.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  /** From now on a path answers only so. */
  ScriptedApi replace(String path, String body) {
    replies.put(path, new ArrayDeque<>(List.of(new Reply(200, body))));
    return this;
  }

  /** From now on a path answers only once so many further requests have come. */
  void hold(String path, int others) {
    held.put(path, new CountDownLatch(others));
  }

  ClusterHttp http() {
    return new ClusterHttp(client, KubernetesSettings.at("").requestTimeout());
  }

  ClusterReads reads() {
    return new ClusterReads(http());
  }

  private void answer(HttpExchange exchange) throws IOException {
    headers.add(exchange.getRequestHeaders());
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("User-Agent"));
    String path = exchange.getRequestURI().getPath();
    await(path);
    Queue<Reply> queue = replies.getOrDefault(path, new ArrayDeque<>());
    Reply reply = queue.size() > 1 ? queue.remove() : queue.peek();
    byte[] body =
        (reply == null ? "{\"message\":\"not found\"}" : reply.body())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply == null ? 404 : reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void await(String path) {
    held.forEach((each, latch) -> {
      if (!each.equals(path)) {
        latch.countDown();
      }
    });
    CountDownLatch latch = held.get(path);
    try {
      if (latch != null && !latch.await(3, TimeUnit.SECONDS)) {
        requests.add("nothing else came while " + path + " was held");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }

  private record Reply(int status, String body) {}
}

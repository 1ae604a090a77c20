package dev.walkback.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.kubelet.Kubelet;
import dev.walkback.sandbox.store.ApiFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: one virtual thread per request, plain HTTP on the loopback interface. */
public final class ApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectRequests objects;
  private final Running running;
  private final Watches watches;
  private final Faults faults = new Faults();
  private final List<LoggedWrite> writes = new CopyOnWriteArrayList<>();
  private volatile Consumer<LoggedWrite> listener = _ -> {};

  public ApiServer(Cluster cluster, Kubelet kubelet, int port) {
    objects = new ObjectRequests(cluster);
    running = new Running(cluster, kubelet);
    watches = new Watches(cluster);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to listen on port %d, but: %s".formatted(port, e.getMessage()), e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
  }

  public void start() {
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public Faults faults() {
    return faults;
  }

  /** All writes that clients asked for, in order. */
  public List<LoggedWrite> writes() {
    return List.copyOf(writes);
  }

  /** Tells of each write once it is decided, before its client is answered. */
  public void onWrite(Consumer<LoggedWrite> newListener) {
    listener = newListener;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Request.read(exchange);
      faults.awaitVoice();
      Optional<Faults.Fault> fault = faults.next(request);
      if (fault.isPresent() && !fault.get().applied()) {
        reply(exchange, request, failed(fault.get()));
      } else if (request.flag("watch") && request.method().equals("GET")) {
        watch(exchange, request);
      } else {
        Response response = answer(request);
        faults.awaitAnswer(request);
        reply(exchange, request, fault.map(ApiServer::failed).orElse(response));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Web sockets are refused in the one way after which clients try again with plain HTTP. */
  private void watch(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (exchange.getRequestHeaders().containsKey("Sec-WebSocket-Key")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    Watches.Watch watch;
    try {
      watch = Watches.Watch.of(request);
    } catch (ApiFailure e) {
      reply(exchange, request, Response.json(e.code(), e.toStatus()));
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    watches.stream(watch, exchange.getResponseBody());
  }

  private Response answer(Request request) {
    try {
      return Discovery.answer(request).orElseGet(() -> route(request));
    } catch (ApiFailure e) {
      return Response.json(e.code(), e.toStatus());
    } catch (RuntimeException e) {
      LOG.warn("{} /{} failed", request.method(), String.join("/", request.path()), e);
      return Response.json(
          500, ApiFailure.of(500, "InternalError", String.valueOf(e.getMessage())).toStatus());
    }
  }

  private Response route(Request request) {
    if (request.path().isEmpty() || !List.of("api", "apis").contains(request.path().getFirst())) {
      throw ApiFailure.of(404, "NotFound", "the sandbox does not serve this path");
    }
    Target target = Target.parse(request.path());
    return switch (target.subresource()) {
      case "log" -> running.log(request, target);
      case "proxy" -> running.proxy(request, target);
      default -> objects.answer(request, target);
    };
  }

  private static Response failed(Faults.Fault fault) {
    return Response.json(
        fault.code(),
        ApiFailure.of(fault.code(), "Injected", "the sandbox was asked to fail").toStatus());
  }

  private void reply(HttpExchange exchange, Request request, Response response) throws IOException {
    if (request.writes() && !request.path().contains("selfsubjectaccessreviews")) {
      String path = "/" + String.join("/", request.path());
      var write =
          new LoggedWrite(
              request.method(), path, request.userAgent(), request.body(), response.code());
      writes.add(write);
      listener.accept(write);
    }
    if (response.code() == 429) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    byte[] body = response.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.sendResponseHeaders(response.code(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    faults.resume();
    server.stop(0);
    threads.shutdownNow();
  }
}

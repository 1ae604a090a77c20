package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.walkback.executor.outbound.kube.Rights;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An API server that grants what a test says it grants. */
class RightsIT {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final KubernetesClient client;
  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private volatile String granted = "";
  private volatile int status = 201;

  RightsIT() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", this::answer);
    server.start();
    client =
        KubernetesAccess.client(
            KubernetesSettings.at("http://127.0.0.1:" + server.getAddress().getPort()), "test");
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void without_any_it_is_not_ready_and_says_what_is_missing() {
    assertThat(rights(List.of()).problem())
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .startsWith("Expected to be allowed to patch deployments")
                .contains("in all namespaces")
                .contains("deploy/kubernetes/rbac.yaml"));
  }

  @Test
  void one_kind_of_workload_is_enough() {
    granted = "statefulsets";

    assertThat(rights(List.of()).problem()).isEmpty();
  }

  @Test
  void each_namespace_counts() {
    granted = "shop";

    assertThat(rights(List.of("shop", "bank")).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("in the namespace bank"));
  }

  @Test
  void what_was_granted_is_not_asked_again_for_a_minute() {
    granted = "deployments";
    Rights rights = rights(List.of());
    rights.problem();
    granted = "";

    assertThat(rights.problem()).isEmpty();
    now = now.plus(Duration.ofMinutes(2));
    assertThat(rights.problem()).isPresent();
    assertThat(asked).hasSize(4);
  }

  @Test
  void a_server_that_does_not_say_proves_nothing() {
    status = 503;

    assertThat(rights(List.of()).problem()).isEmpty();
  }

  private Rights rights(List<String> namespaces) {
    return new Rights(new ClusterHttp(client, Duration.ofSeconds(5)), namespaces, () -> now);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String review = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(review);
    boolean allowed = !granted.isEmpty() && review.contains(granted);
    byte[] body =
        "{\"status\":{\"allowed\":%s}}".formatted(allowed).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

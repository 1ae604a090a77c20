package dev.walkback.executor.outbound.kube;

import dev.walkback.chassis.ReadinessCheck;
import dev.walkback.events.WorkloadKind;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.ClusterHttp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the API server would let us patch workloads: asked before it matters, for the first who
 * hears of it should not be the one who is woken by a rollback that was refused. Where the server
 * does not say, nothing is claimed.
 */
public final class Rights implements ReadinessCheck {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String EVERYWHERE = "";
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final ClusterHttp http;
  private final List<String> namespaces;
  private final InstantSource clock;
  private volatile Instant askAgainAt = Instant.MIN;

  /**
   * @param namespaces in which Walkback works; empty for the whole cluster
   */
  public Rights(ClusterHttp http, List<String> namespaces, InstantSource clock) {
    this.http = http;
    this.namespaces = List.copyOf(namespaces);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "executor-rights";
  }

  @Override
  public Optional<String> problem() {
    if (clock.instant().isBefore(askAgainAt)) {
      return Optional.empty();
    }
    Optional<String> closed =
        (namespaces.isEmpty() ? List.of(EVERYWHERE) : namespaces)
            .stream().filter(this::isClosed).findFirst();
    if (closed.isEmpty()) {
      askAgainAt = clock.instant().plus(GOOD_FOR);
    }
    return closed.map(namespace ->
        "Expected to be allowed to patch deployments, statefulsets or daemonsets in %s, but the API server says no; give it the roles of deploy/kubernetes/rbac.yaml"
            .formatted(
                namespace.equals(EVERYWHERE) ? "all namespaces" : "the namespace " + namespace));
  }

  /** One kind that is allowed is enough: the others may be left out on purpose. */
  private boolean isClosed(String namespace) {
    return Stream.of(WorkloadKind.values())
        .map(kind -> kind.kubernetesName().toLowerCase(Locale.ROOT) + "s")
        .allMatch(resource -> isDenied(namespace, resource));
  }

  private boolean isDenied(String namespace, String resource) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
    review
        .putObject("spec")
        .putObject("resourceAttributes")
        .put("namespace", namespace)
        .put("verb", "patch")
        .put("group", "apps")
        .put("resource", resource);
    try {
      var request = http.request(REVIEWS).method("POST", "application/json", review.toString());
      Reply reply = http.send(request, PATIENCE);
      return reply.status() == 201
          && !JSON.readTree(reply.body()).at("/status/allowed").asBoolean(true);
    } catch (IOException | JacksonException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

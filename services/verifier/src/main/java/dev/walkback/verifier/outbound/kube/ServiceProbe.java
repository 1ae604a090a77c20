package dev.walkback.verifier.outbound.kube;

import dev.walkback.events.policy.HealthCheck;
import dev.walkback.verifier.core.Look.Answer;
import dev.walkback.verifier.outbound.Bodies;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.WorkloadPaths;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a service through the API server's proxy. What the API server itself answers is told apart
 * from what the service answers: only the latter says something about the service, except that it
 * has no endpoints or cannot be reached.
 */
public final class ServiceProbe {

  private final ClusterHttp http;
  private final Duration timeout;

  /**
   * @param timeout for the whole answer
   */
  public ServiceProbe(ClusterHttp http, Duration timeout) {
    this.http = http;
    this.timeout = timeout;
  }

  /** What it answers; never throws for what it may answer. */
  public Answer ask(HealthCheck.OfService check) throws InterruptedException {
    String path = check.path().startsWith("/") ? check.path().substring(1) : check.path();
    if (path.contains("..")) {
      return new Answer.Unknown("Expected a path without '..', but found " + check.path());
    }
    try {
      ClusterHttp.Reply reply = http.send(http.request(proxy(check) + path), timeout);
      return ownAnswer(reply)
          .map(status -> byApiServer(check, reply.status(), status))
          .orElseGet(() -> byService(check, reply));
    } catch (IOException e) {
      return isLate(e) && apiAnswers()
          ? new Answer.NotAnswered("No answer within %d ms".formatted(timeout.toMillis()))
          : new Answer.Unknown("The Kubernetes API could not be asked: " + e.getMessage());
    }
  }

  private static String proxy(HealthCheck.OfService check) {
    return "/api/v1/namespaces/%s/services/%s:%d/proxy/"
        .formatted(
            WorkloadPaths.encoded(check.namespace()),
            WorkloadPaths.encoded(check.service()),
            check.port());
  }

  private static Answer byService(HealthCheck.OfService check, ClusterHttp.Reply reply) {
    return isUnreachable(new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8))
            && reply.status() >= 500
        ? new Answer.NotAnswered("The API server cannot reach the service")
        : Bodies.answer(reply.status(), reply.body(), check.json().keySet());
  }

  private static Answer byApiServer(HealthCheck.OfService check, int code, JsonNode status) {
    String message = status.path("message").asString("");
    if (code == 404) {
      return new Answer.NotAnswered(
          "There is no service %s/%s".formatted(check.namespace(), check.service()));
    }
    if (code >= 500 && (message.contains("no endpoints available") || isUnreachable(message))) {
      return new Answer.NotAnswered(message);
    }
    return new Answer.Unknown("The API server answered with %d: %s".formatted(code, message));
  }

  private static boolean isUnreachable(String text) {
    return text.toLowerCase(Locale.ROOT).contains("error trying to reach service");
  }

  /** The API server's own words are a Status object. */
  private static Optional<JsonNode> ownAnswer(ClusterHttp.Reply reply) {
    if (reply.successful() || reply.body().length > Bodies.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      JsonNode root = JsonMapper.shared().readTree(reply.body());
      boolean status =
          root.path("kind").asString("").equals("Status")
              && root.path("apiVersion").asString("").equals("v1");
      return status ? Optional.of(root) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isLate(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpConnectTimeoutException) {
        return false;
      }
      if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** Who was late: the service, if the API server answers something else. */
  private boolean apiAnswers() throws InterruptedException {
    try {
      return http.send(http.request("/version"), timeout).status() < 500;
    } catch (IOException e) {
      return false;
    }
  }
}

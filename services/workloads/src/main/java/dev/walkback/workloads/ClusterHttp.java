package dev.walkback.workloads;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request to the API server and its answer, whatever the status. Authentication, TLS and
 * proxies are the client's. Never retries by itself.
 */
public final class ClusterHttp {

  private final KubernetesClient client;
  private final Duration timeout;

  /**
   * @param timeout for one request, its body included
   */
  public ClusterHttp(KubernetesClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** A request for a path of the API, for instance {@code /apis/apps/v1/deployments}. */
  public HttpRequest.Builder request(String path) {
    String server = client.getConfiguration().getMasterUrl();
    String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    return client.getHttpClient().newHttpRequestBuilder().uri(base + path);
  }

  /** What a path answers within the default timeout. */
  public Reply get(String path) throws IOException, InterruptedException {
    return get(path, timeout);
  }

  /** What a path answers within this time. */
  public Reply get(String path, Duration within) throws IOException, InterruptedException {
    return send(request(path), within);
  }

  /**
   * The answer within this time.
   *
   * @throws IOException if there was none; whether the server acted on the request is then unknown
   */
  public Reply send(HttpRequest.Builder request, Duration within)
      throws IOException, InterruptedException {
    HttpRequest built = request.timeout(within.toMillis(), TimeUnit.MILLISECONDS).build();
    if (client.getHttpClient().isClosed()) {
      throw new IOException("The Kubernetes client is closed: this process is stopping");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.getHttpClient().sendAsync(built, byte[].class);
    try {
      HttpResponse<byte[]> response = answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(
          response.code(),
          retryAfter(response),
          response.body() == null ? new byte[0] : response.body());
    } catch (TimeoutException e) {
      throw new IOException(
          "Expected an answer from %s within %d ms, but there was none"
              .formatted(built.uri().getHost(), within.toMillis()),
          e);
    } catch (ExecutionException e) {
      throw new IOException(
          "Could not talk to %s: %s".formatted(built.uri().getAuthority(), reason(e)), e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String seconds = response.header("Retry-After");
    return seconds != null && seconds.matches("[0-9]{1,4}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  /**
   * What the server answered.
   *
   * @param retryAfter how long it asks to be left alone; zero if it does not
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  public record Reply(int status, Duration retryAfter, byte[] body) {

    public boolean successful() {
      return status >= 200 && status < 300;
    }
  }
}

package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.world.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One small object that is patched, over a connection that stays open. */
final class Patch implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  Patch(Cluster cluster, String name) {
    cluster
        .sandbox()
        .apply(
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"raw"},"data":{}}
            """
                .formatted(name));
    uri =
        URI.create(
            "%s/api/v1/namespaces/raw/configmaps/%s".formatted(cluster.sandbox().url(), name));
  }

  void send(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("Expected a patch to be taken, but found " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

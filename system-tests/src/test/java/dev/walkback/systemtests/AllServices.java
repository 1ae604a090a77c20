package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.standalone.Services;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The six services in one context, as the standalone runs them; ready when all of them are. */
record AllServices(Services services) implements AutoCloseable {

  /**
   * @param cluster properties that say where the cluster is
   */
  static AllServices start(
      String kafka, Map<String, String> cluster, Path evidence, int partitions) {
    Map<String, String> properties = new HashMap<>(cluster);
    properties.put("walkback.kafka.bootstrap-servers", kafka);
    properties.put("walkback.topics.partitions", Integer.toString(partitions));
    properties.put("walkback.executor.evidence-directory", evidence.toString());
    properties.putIfAbsent("server.port", "0");
    Services services = Services.start(properties, CompletableFuture.completedFuture(kafka));
    try {
      assertThat(services.awaitReady()).as("what is not ready").isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the services became ready", e);
    }
    return new AllServices(services);
  }

  int port() {
    return services.httpPort();
  }

  @Override
  public void close() {
    services.close();
  }
}

package dev.walkback.benchmarks.world;

import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * The sandbox's cluster in this process: the Kubernetes API over HTTP, with the controllers and
 * pods behind it.
 */
public final class Cluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 20;

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.quick());

  public Sandbox sandbox() {
    return sandbox;
  }

  /**
   * A Deployment with one replica, in a namespace of the same name; a bad version crash-loops
   * beside the good one.
   */
  public void release(String name, String version, boolean bad) {
    sandbox.apply(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"%1$s"},
         "spec":{"replicas":1,"revisionHistoryLimit":3,"selector":{"matchLabels":{"app":"%1$s"}},
          "template":{"metadata":{"labels":{"app":"%1$s"}},
           "spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"app",
            "image":"registry.example.org/shop/%1$s:%2$s","imagePullPolicy":"IfNotPresent",
            "env":[{"name":"VERSION","value":"%2$s"},{"name":"CRASH","value":"%3$s"}],
            "ports":[{"name":"http","containerPort":8080}],
            "readinessProbe":{"httpGet":{"path":"/health","port":"http"},"periodSeconds":1}}]}}}}
        """
            .formatted(name, version, bad ? "yes" : ""));
  }

  /** Returns when it serves. */
  public void awaitServing(String name) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (ready(name) < 1) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Expected the pod of %s to be ready within %d s".formatted(name, PATIENCE.toSeconds()));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private int ready(String name) {
    JsonNode deployment = sandbox.get("Deployment", name, name).orElseThrow();
    return deployment.path("status").path("readyReplicas").asInt(0);
  }

  /** For clients that want a file. */
  public Path kubeconfig(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("kubeconfig.yaml"),
        """
        apiVersion: v1
        kind: Config
        current-context: sandbox
        clusters: [{name: sandbox, cluster: {server: "%s"}}]
        users: [{name: nobody, user: {}}]
        contexts: [{name: sandbox, context: {cluster: sandbox, user: nobody}}]
        """
            .formatted(sandbox.url()));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}

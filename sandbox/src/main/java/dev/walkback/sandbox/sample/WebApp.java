package dev.walkback.sandbox.sample;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small web application as manifests. Its containers serve {@code /health} on port 8080, or go
 * bad as their environment says. The same manifests run on a real cluster that has the image.
 *
 * @param kind {@code Deployment}, {@code StatefulSet} or {@code DaemonSet}
 * @param replicas of no meaning for a DaemonSet
 */
public record WebApp(String kind, String namespace, String name, String image, int replicas) {

  /** The image that does on a real node what the sandbox does by itself. */
  public static final String IMAGE = "lab/predator:1";

  /** Two replicas of {@link #IMAGE}. */
  public static WebApp of(String kind, String namespace, String name) {
    return new WebApp(kind, namespace, name, IMAGE, 2);
  }

  public WebApp withImage(String other) {
    return new WebApp(kind, namespace, name, other, replicas);
  }

  public WebApp withReplicas(int number) {
    return new WebApp(kind, namespace, name, image, number);
  }

  /** A release that serves. */
  public String release(String version) {
    return release(version, Map.of());
  }

  /** A release that crashes on start. */
  public String crashingRelease(String version) {
    return release(version, Map.of("CRASH", "yes"));
  }

  /**
   * A release.
   *
   * @param environment by which it goes bad: {@code CRASH}, {@code HANG} or {@code ERROR_RATE}
   */
  public String release(String version, Map<String, String> environment) {
    return """
    apiVersion: apps/v1
    kind: %1$s
    metadata: {name: %2$s, namespace: %3$s, labels: {app: %2$s}}
    spec:
      %4$s
      selector: {matchLabels: {app: %2$s}}
      template:
        metadata:
          labels: {app: %2$s, component: %2$s}
          annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: app
              image: %5$s
              imagePullPolicy: IfNotPresent
              env: [%6$s]
              ports: [{name: http, containerPort: 8080}]
              readinessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 1}
    """
        .formatted(kind, name, namespace, scale(), image, variables(version, environment));
  }

  /** Port 80 of all pods that are ready. */
  public String service() {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %1$s, namespace: %2$s}
    spec: {selector: {app: %1$s}, ports: [{name: http, port: 80, targetPort: http}]}
    """
        .formatted(name, namespace);
  }

  private String scale() {
    return switch (kind) {
      case "DaemonSet" -> "minReadySeconds: 0";
      case "StatefulSet" -> "serviceName: %s\n  replicas: %d".formatted(name, replicas);
      case "Deployment" -> "replicas: " + replicas;
      default ->
          throw new IllegalArgumentException(
              "Expected Deployment, StatefulSet or DaemonSet, but found " + kind);
    };
  }

  private static String variables(String version, Map<String, String> environment) {
    return Stream.concat(Stream.of(Map.entry("VERSION", version)), environment.entrySet().stream())
        .map(each -> "{name: %s, value: \"%s\"}".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}

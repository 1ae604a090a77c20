package dev.walkback.workloads;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the cluster is reached. Without kubeconfig and master URL: as {@code kubectl} would, or with
 * the pod's ServiceAccount.
 *
 * @param context of the kubeconfig; without one its current context
 * @param masterUrl for an API server without credentials, such as the sandbox
 * @param namespaces in which Walkback may work; empty for all
 * @param connectTimeout at most ten seconds, for a rollback waits for it
 * @param requestTimeout for one request; at most thirty seconds
 */
@ConfigurationProperties("walkback.kubernetes")
public record KubernetesSettings(
    @Nullable Path kubeconfig,
    @Nullable String context,
    @Nullable String masterUrl,
    @DefaultValue List<String> namespaces,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("5s") Duration requestTimeout) {

  public KubernetesSettings {
    namespaces = List.copyOf(namespaces);
    atMost("connect-timeout", connectTimeout, Duration.ofSeconds(10));
    atMost("request-timeout", requestTimeout, Duration.ofSeconds(30));
  }

  /** The defaults, for an API server at this address that asks for no credentials. */
  public static KubernetesSettings at(String masterUrl) {
    return new KubernetesSettings(
        null, null, masterUrl, List.of(), Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  /** Whether Walkback may work in a namespace. */
  public boolean allows(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }

  private static void atMost(String name, Duration value, Duration limit) {
    if (!value.isPositive() || value.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          "Expected walkback.kubernetes.%s between 1ms and %ds, but found %s"
              .formatted(name, limit.toSeconds(), value));
    }
  }
}

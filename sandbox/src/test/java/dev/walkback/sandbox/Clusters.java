package dev.walkback.sandbox;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The two clusters on which the same cases run. */
final class Clusters {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Clusters() {}

  static KubernetesClient clientOf(Sandbox sandbox) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(sandbox.url())
            .withNamespace("default")
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** A sandbox that lives as long as the tests. */
  static World inSandbox() {
    return new World(clientOf(Shared.SANDBOX), name(), Duration.ofSeconds(30));
  }

  /** The cluster that the environment's KUBECONFIG names. */
  static World inLab() {
    return new World(new KubernetesClientBuilder().build(), name(), Duration.ofMinutes(2));
  }

  private static final class Shared {
    static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.quick());
  }

  private static String name() {
    return "sandbox-conformance-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
  }
}

package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.executor.outbound.kube.Rights;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real API server answers to the question of what we may do. */
@Tag("lab")
class LabRightsST {

  private static final KubernetesSettings SETTINGS =
      new KubernetesSettings(
          null, null, null, List.of(), Duration.ofSeconds(5), Duration.ofSeconds(10));

  @Test
  void an_administrator_may_patch() {
    try (var client = KubernetesAccess.client(SETTINGS, "walkback-executor")) {
      assertThat(problem(client)).isEmpty();
    }
  }

  @Test
  void somebody_without_a_role_may_not() {
    try (var admin = KubernetesAccess.client(SETTINGS, "walkback-executor");
        var client =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder(admin.getConfiguration())
                        .withImpersonateUsername("system:serviceaccount:default:nobody")
                        .build())
                .build()) {
      assertThat(problem(client)).isPresent();
    }
  }

  private static Optional<String> problem(KubernetesClient client) {
    return new Rights(
            new ClusterHttp(client, Duration.ofSeconds(5)), List.of(), InstantSource.system())
        .problem();
  }
}

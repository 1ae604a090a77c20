package dev.walkback.verifier.outbound.kube;

import dev.walkback.chassis.ReadinessCheck;
import dev.walkback.workloads.ClusterHealth;
import java.util.Optional;

/** Without a cluster that can be read the verifier is not ready. */
public final class ClusterReadiness implements ReadinessCheck {

  private final ClusterHealth cluster;

  public ClusterReadiness(ClusterHealth cluster) {
    this.cluster = cluster;
  }

  @Override
  public String name() {
    return "verifier-cluster";
  }

  @Override
  public Optional<String> problem() {
    return switch (cluster.check()) {
      case ClusterHealth.State.Usable() -> Optional.empty();
      case ClusterHealth.State.Forbidden(String explanation) -> Optional.of(explanation);
      case ClusterHealth.State.Unreachable(String explanation) -> Optional.of(explanation);
    };
  }
}

package dev.walkback.sandbox;

/** The cases of {@link ClusterConformance} on the sandbox. */
class SandboxClusterConformanceIT extends ClusterConformance {
  @Override
  World open() {
    return Clusters.inSandbox();
  }
}

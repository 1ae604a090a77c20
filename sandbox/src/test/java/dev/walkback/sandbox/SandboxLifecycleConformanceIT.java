package dev.walkback.sandbox;

/** The cases of {@link LifecycleConformance} on the sandbox. */
class SandboxLifecycleConformanceIT extends LifecycleConformance {
  @Override
  World open() {
    return Clusters.inSandbox();
  }
}

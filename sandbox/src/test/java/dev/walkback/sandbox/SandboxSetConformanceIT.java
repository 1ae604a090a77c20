package dev.walkback.sandbox;

/** The cases of {@link SetConformance} on the sandbox. */
class SandboxSetConformanceIT extends SetConformance {
  @Override
  World open() {
    return Clusters.inSandbox();
  }
}

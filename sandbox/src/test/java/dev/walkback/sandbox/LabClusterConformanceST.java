package dev.walkback.sandbox;

import org.junit.jupiter.api.Tag;

/** The cases of {@link ClusterConformance} on a real cluster. */
@Tag("lab")
class LabClusterConformanceST extends ClusterConformance {
  @Override
  World open() {
    return Clusters.inLab();
  }
}

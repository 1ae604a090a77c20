package dev.walkback.sandbox;

import org.junit.jupiter.api.Tag;

/** The cases of {@link LifecycleConformance} on a real cluster. */
@Tag("lab")
class LabLifecycleConformanceST extends LifecycleConformance {
  @Override
  World open() {
    return Clusters.inLab();
  }
}

package dev.walkback.sandbox;

import org.junit.jupiter.api.Tag;

/** The cases of {@link SetConformance} on a real cluster. */
@Tag("lab")
class LabSetConformanceST extends SetConformance {
  @Override
  World open() {
    return Clusters.inLab();
  }
}

package dev.walkback.executor.outbound.kube;

import dev.walkback.executor.core.Sighting;
import dev.walkback.workloads.WorkloadReader.Reading;

/** What the rules need of what was read. */
final class Looks {

  private Looks() {}

  static Sighting sighting(Reading reading) {
    return switch (reading) {
      case Reading.Found(var snapshot) -> new Sighting.Present(snapshot.facts(), snapshot.fence());
      case Reading.Missing() -> new Sighting.Missing();
      case Reading.Forbidden(String explanation) -> new Sighting.Forbidden(explanation);
      case Reading.Unreachable(String explanation) -> new Sighting.Unreachable(explanation);
    };
  }
}

package dev.walkback.systemtests.simulation;

import dev.walkback.systemtests.simulation.services.Machinery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One promise of the product, broken on purpose.
 *
 * @param name what was done to it
 */
record PlantedFault(String name, Supplier<Machinery> machinery) {

  /** All of them. */
  static List<PlantedFault> all() {
    List<PlantedFault> all = new ArrayList<>();
    all.addAll(OrchestratorFaults.all());
    all.addAll(PeopleFaults.all());
    all.addAll(PlatformFaults.all());
    all.addAll(ExecutorFaults.all());
    all.addAll(LookingFaults.all());
    all.addAll(NotifierFaults.all());
    return all;
  }

  static PlantedFault named(String name) {
    return all().stream().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}

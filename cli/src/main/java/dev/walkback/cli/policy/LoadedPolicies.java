package dev.walkback.cli.policy;

import dev.walkback.events.Event;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was read of a directory. The policies may be used only if there are no problems: half of a
 * directory is not what its author meant.
 *
 * @param fleet what holds for all applications together, if the directory says so
 * @param files how many files were read
 */
public record LoadedPolicies(
    List<RollbackPolicy> policies,
    Optional<FleetPolicy> fleet,
    List<PolicyProblem> problems,
    int files) {

  public LoadedPolicies {
    policies = List.copyOf(policies);
    problems = List.copyOf(problems);
  }

  /** All of them, as they are published. */
  public List<Event> all() {
    return Stream.<Event>concat(fleet.stream(), policies.stream()).toList();
  }

  public boolean valid() {
    return problems.isEmpty();
  }
}

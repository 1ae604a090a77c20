package dev.walkback.cli.policy;

import dev.walkback.events.policy.RollbackPolicy;
import java.util.List;

/**
 * What was read of a directory. The policies may be used only if there are no problems: half of a
 * directory is not what its author meant.
 *
 * @param files how many files were read
 */
public record LoadedPolicies(
    List<RollbackPolicy> policies, List<PolicyProblem> problems, int files) {

  public LoadedPolicies {
    policies = List.copyOf(policies);
    problems = List.copyOf(problems);
  }

  public boolean valid() {
    return problems.isEmpty();
  }
}

package dev.walkback.cli.policy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Across files: each application has one policy, and each workload belongs to one application, else
 * two rollbacks could fight over it.
 */
final class Claims {

  private final Map<ApplicationId, Placed<RollbackPolicy>> applications = new HashMap<>();
  private final Map<WorkloadRef, Placed<RollbackPolicy>> workloads = new HashMap<>();

  private Claims() {}

  static void check(List<Placed<RollbackPolicy>> policies) {
    var claims = new Claims();
    policies.forEach(claims::add);
  }

  private void add(Placed<RollbackPolicy> policy) {
    ApplicationId application = policy.policy().application();
    Placed<RollbackPolicy> earlier = applications.putIfAbsent(application, policy);
    if (earlier != null) {
      policy
          .scope()
          .field("metadata")
          .problem(
              policy.node(),
              "expected one policy for %s, but found a second one; the first is at %s"
                  .formatted(application, earlier.place()));
      return;
    }
    List<WorkloadRef> claimed = policy.policy().workloads();
    for (int i = 0; i < claimed.size(); i++) {
      claim(policy, claimed.get(i), i);
    }
  }

  private void claim(Placed<RollbackPolicy> policy, WorkloadRef workload, int index) {
    Placed<RollbackPolicy> owner = workloads.putIfAbsent(workload, policy);
    if (owner == null) {
      return;
    }
    String by =
        Objects.equals(owner, policy)
            ? "it is listed twice"
            : "%s has it already, at %s".formatted(owner.policy().application(), owner.place());
    policy
        .scope()
        .field("spec")
        .field("workloads")
        .item(index)
        .problem(
            policy.node(),
            "expected each workload in one application, but found %s again: %s"
                .formatted(workload.shortName(), by));
  }
}

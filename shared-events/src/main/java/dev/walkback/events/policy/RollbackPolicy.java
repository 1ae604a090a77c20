package dev.walkback.events.policy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.WorkloadRef;
import java.util.List;
import java.util.Optional;

/**
 * What one application asks of Walkback. Rollbacks keep the version that they began with.
 *
 * @param version digest of the policy as written
 * @param slackChannel where its people are told
 */
public record RollbackPolicy(
    ApplicationId application,
    ContentDigest version,
    List<WorkloadRef> workloads,
    AlertMatch alerts,
    List<HealthCheck> checks,
    Limits limits,
    Optional<String> slackChannel)
    implements Event {

  public RollbackPolicy {
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a policy with at least one workload, but %s has none".formatted(application));
    }
    workloads = List.copyOf(workloads);
    checks = List.copyOf(checks);
  }
}

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
 * @param guardrails empty where the policy says nothing of them
 * @param people empty where the policy names nobody
 */
public record RollbackPolicy(
    ApplicationId application,
    ContentDigest version,
    List<WorkloadRef> workloads,
    AlertMatch alerts,
    List<HealthCheck> checks,
    Limits limits,
    Optional<String> slackChannel,
    Optional<Guardrails> guardrails,
    Optional<People> people)
    implements Event {

  public RollbackPolicy {
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a policy with at least one workload, but %s has none".formatted(application));
    }
    workloads = List.copyOf(workloads);
    checks = List.copyOf(checks);
  }

  /** A policy with the default guardrails, which names nobody. */
  public RollbackPolicy(
      ApplicationId application,
      ContentDigest version,
      List<WorkloadRef> workloads,
      AlertMatch alerts,
      List<HealthCheck> checks,
      Limits limits,
      Optional<String> slackChannel) {
    this(
        application,
        version,
        workloads,
        alerts,
        checks,
        limits,
        slackChannel,
        Optional.empty(),
        Optional.empty());
  }

  /** What keeps a rollback of it from making it worse. */
  public Guardrails rails() {
    return guardrails.orElse(Guardrails.DEFAULTS);
  }

  /** The same with other guardrails. */
  public RollbackPolicy guardedBy(Guardrails rails) {
    return new RollbackPolicy(
        application,
        version,
        workloads,
        alerts,
        checks,
        limits,
        slackChannel,
        Optional.of(rails),
        people);
  }

  /** Who looks after what is left to humans. */
  public People staff() {
    return people.orElse(People.NOBODY);
  }

  /** The same with other people. */
  public RollbackPolicy lookedAfterBy(People others) {
    return new RollbackPolicy(
        application,
        version,
        workloads,
        alerts,
        checks,
        limits,
        slackChannel,
        guardrails,
        Optional.of(others));
  }
}

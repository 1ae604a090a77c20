package dev.walkback.events.suspicion;

import java.time.Duration;

/** The kind of trouble, which decides the plan. Budgets are those of the rollback procedure. */
public enum Scenario {
  /** Crash loops, errors or latency after a release. */
  BAD_DEPLOYMENT(Duration.ofMinutes(5), 0),
  /** Database errors after a release that moved the schema. */
  DATABASE_MIGRATION(Duration.ofMinutes(30), 1),
  /** Trouble after only a ConfigMap or a Secret changed. */
  CONFIGURATION(Duration.ofMinutes(5), 0),
  /** Trouble of something that the application depends on. */
  EXTERNAL_DEPENDENCY(Duration.ofMinutes(2), 0),
  /** A vulnerability is exploited, as an alert or a human says. */
  SECURITY_VULNERABILITY(Duration.ofMinutes(5), 1),
  /** Data is being corrupted, as an alert or a human says. */
  DATA_CORRUPTION(Duration.ofMinutes(30), 1);

  private final Duration budget;
  private final int approvers;

  Scenario(Duration budget, int approvers) {
    this.budget = budget;
    this.approvers = approvers;
  }

  /** From its start to healthy, where the policy says nothing. */
  public Duration budget() {
    return budget;
  }

  /** How many people must agree, where the policy says nothing. */
  public int approvers() {
    return approvers;
  }
}

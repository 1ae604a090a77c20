package dev.walkback.events.verification;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A set of checks. All times are absolute, so that a verifier that starts again goes on where the
 * last one stopped.
 */
public sealed interface Verification extends Event {

  RollbackId rollbackId();

  List<Expected> workloads();

  List<HealthCheck> checks();

  /** Time between two looks. */
  Duration interval();

  /** When the last look is taken. */
  Instant until();

  /**
   * Look until everything is healthy, at most until the deadline; then it is unhealthy or
   * inconclusive.
   */
  record AwaitRecovery(
      ApplicationId application,
      RollbackId rollbackId,
      List<Expected> workloads,
      List<HealthCheck> checks,
      Duration interval,
      Instant until)
      implements Verification {

    public AwaitRecovery {
      workloads = List.copyOf(workloads);
      checks = List.copyOf(checks);
    }
  }

  /** Keep looking until the end of the soak; healthy only if it stays so. */
  record Soak(
      ApplicationId application,
      RollbackId rollbackId,
      List<Expected> workloads,
      List<HealthCheck> checks,
      Duration interval,
      Instant until)
      implements Verification {

    public Soak {
      workloads = List.copyOf(workloads);
      checks = List.copyOf(checks);
    }
  }

  /** A workload and the content that it must serve. */
  record Expected(WorkloadRef workload, ContentDigest template) {}
}

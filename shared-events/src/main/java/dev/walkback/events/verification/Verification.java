package dev.walkback.events.verification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** Which verification of its kind in this rollback it is; absent: the first. */
  Optional<Integer> round();

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
      Instant until,
      Optional<Integer> round)
      implements Verification {

    public AwaitRecovery {
      workloads = List.copyOf(workloads);
      checks = List.copyOf(checks);
    }

    /** The first of a rollback. */
    public AwaitRecovery(
        ApplicationId application,
        RollbackId rollbackId,
        List<Expected> workloads,
        List<HealthCheck> checks,
        Duration interval,
        Instant until) {
      this(application, rollbackId, workloads, checks, interval, until, Optional.empty());
    }
  }

  /** Keep looking until the end of the soak; healthy only if it stays so. */
  record Soak(
      ApplicationId application,
      RollbackId rollbackId,
      List<Expected> workloads,
      List<HealthCheck> checks,
      Duration interval,
      Instant until,
      Optional<Integer> round)
      implements Verification {

    public Soak {
      workloads = List.copyOf(workloads);
      checks = List.copyOf(checks);
    }

    /** The first of a rollback. */
    public Soak(
        ApplicationId application,
        RollbackId rollbackId,
        List<Expected> workloads,
        List<HealthCheck> checks,
        Duration interval,
        Instant until) {
      this(application, rollbackId, workloads, checks, interval, until, Optional.empty());
    }
  }

  /**
   * Look at a release that nobody complains of: until it is healthy, at most until {@code
   * settleBy}, then whether it stays so until the end. No rollback is behind it; the id names the
   * watch.
   */
  record WatchRelease(
      ApplicationId application,
      RollbackId rollbackId,
      List<Expected> workloads,
      List<HealthCheck> checks,
      Duration interval,
      Instant settleBy,
      Instant until)
      implements Verification {

    public WatchRelease {
      workloads = List.copyOf(workloads);
      checks = List.copyOf(checks);
    }

    @Override
    @JsonIgnore
    public Optional<Integer> round() {
      return Optional.empty();
    }
  }

  /** A workload and the content that it must serve. */
  record Expected(WorkloadRef workload, ContentDigest template) {}
}

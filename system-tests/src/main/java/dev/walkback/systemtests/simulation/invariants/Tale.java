package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One rollback, as its audit and the cluster tell it. */
public final class Tale {

  private final ApplicationId application;
  private final RollbackStarted start;
  private final Instant startedAt;
  private Optional<TargetsResolved> resolved = Optional.empty();
  private Optional<Instant> soakUntil = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();
  private final List<ClusterWrite> writes = new ArrayList<>();

  Tale(ApplicationId application, RollbackStarted start, Instant startedAt) {
    this.application = application;
    this.start = start;
    this.startedAt = startedAt;
  }

  public RollbackId id() {
    return start.rollbackId();
  }

  public ApplicationId application() {
    return application;
  }

  public RollbackStarted start() {
    return start;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public boolean startedByAlert() {
    return start.trigger().origin() == TriggerSummary.Origin.ALERT;
  }

  public Optional<TargetsResolved> resolved() {
    return resolved;
  }

  public Optional<Target> target(WorkloadRef workload) {
    return resolved.stream()
        .flatMap(entry -> entry.targets().stream())
        .filter(target -> target.workload().equals(workload))
        .findFirst();
  }

  public Optional<Instant> soakUntil() {
    return soakUntil;
  }

  public Optional<Instant> endedAt() {
    return endedAt;
  }

  public List<ClusterWrite> writes() {
    return writes;
  }

  void resolved(TargetsResolved entry) {
    resolved = Optional.of(entry);
  }

  void soaking(Instant until) {
    soakUntil = Optional.of(until);
  }

  void ended(Instant at) {
    endedAt = Optional.of(at);
  }

  void wrote(ClusterWrite write) {
    writes.add(write);
  }
}

package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.audit.SagaEntry.ApprovalAwaited;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.plan.Plan;
import dev.walkback.orchestrator.core.Steps;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One rollback, as its audit and the cluster tell it. */
public final class Tale {

  private final ApplicationId application;
  private final RollbackStarted start;
  private final Instant startedAt;
  private final List<AuditEntry> entries = new ArrayList<>();
  private final Map<Long, List<Target>> targetsByFence = new LinkedHashMap<>();
  private final List<ClusterWrite> writes = new ArrayList<>();
  private final Map<String, WorkloadRef> sent = new LinkedHashMap<>();
  private final Map<WorkloadRef, Target> taken = new LinkedHashMap<>();
  private final Set<ContentDigest> givenUp = new LinkedHashSet<>();
  private final Set<WorkloadRef> skipped = new LinkedHashSet<>();
  private Optional<TargetsResolved> resolved = Optional.empty();
  private Optional<ApprovalAwaited> asked = Optional.empty();
  private final List<OperatorEntry.ApprovalGiven> agreed = new ArrayList<>();
  private Optional<Instant> recheckedAt = Optional.empty();
  private Optional<Instant> soakUntil = Optional.empty();
  private Optional<Instant> healthyAt = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();
  private int notRefused;
  private boolean begun;
  private boolean acting;
  private boolean resting;

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

  public Optional<Plan> plan() {
    return resolved.flatMap(TargetsResolved::plan);
  }

  /** Since when what the plan stands on was to be read. */
  public Instant readSince() {
    return recheckedAt.orElse(start.trigger().receivedAt());
  }

  /** Where the steps with this fence go. */
  public List<Target> targets(long fence) {
    return targetsByFence.getOrDefault(fence, List.of());
  }

  /** Where a step with this fence takes a workload. */
  public Optional<Target> target(long fence, WorkloadRef workload) {
    return targets(fence).stream().filter(t -> t.workload().equals(workload)).findFirst();
  }

  /** Where the newest step that is said to have succeeded took a workload. */
  public Optional<Target> taken(WorkloadRef workload) {
    return Optional.ofNullable(taken.get(workload));
  }

  /** What it quarantined on its way because it was bad as well. */
  public Set<ContentDigest> givenUp() {
    return givenUp;
  }

  /** Workloads that an operator left out. */
  public Set<WorkloadRef> skipped() {
    return skipped;
  }

  /** Where the newest steps take a workload: one release further back not every workload goes. */
  public Optional<Target> current(WorkloadRef workload) {
    return targetsByFence.values().stream()
        .flatMap(List::stream)
        .filter(target -> target.workload().equals(workload))
        .reduce((_, last) -> last);
  }

  /** Whether steps were ever sent. */
  public boolean acted() {
    return !targetsByFence.isEmpty();
  }

  /** Whether somebody did not want it. */
  public boolean wasStopped() {
    return has(OperatorEntry.RollbackRejected.class) || has(SagaEntry.RollbackAborted.class);
  }

  /**
   * Whether anything may have been written by steps before the newest ones: not where all that were
   * sent were refused.
   */
  public boolean isBegun() {
    return begun;
  }

  /** Whether anything may have been written so far, or is being written. */
  public boolean mayHaveWritten() {
    return notRefused > 0;
  }

  /** Whether it changes a cluster, or waits for what came of it. */
  public boolean isActing() {
    return acting && !resting;
  }

  /** Whether nobody else may write what it shares with them: also while it is stuck half way. */
  public boolean isLocking() {
    return acting && (!resting || !writes.isEmpty());
  }

  /** Who was asked to agree, last. */
  public Optional<ApprovalAwaited> asked() {
    return asked;
  }

  /** Who agreed since. */
  public List<OperatorEntry.ApprovalGiven> agreed() {
    return agreed;
  }

  public Optional<Instant> soakUntil() {
    return soakUntil;
  }

  /** When it was found healthy first. */
  public Optional<Instant> healthyAt() {
    return healthyAt;
  }

  public Optional<Instant> endedAt() {
    return endedAt;
  }

  public List<ClusterWrite> writes() {
    return writes;
  }

  public boolean has(Class<? extends AuditEntry> kind) {
    return entries.stream().anyMatch(kind::isInstance);
  }

  long count(Class<? extends AuditEntry> kind) {
    return entries.stream().filter(kind::isInstance).count();
  }

  void take(AuditEntry entry, Instant at) {
    entries.add(entry);
    switch (entry) {
      case TargetsResolved settled -> resolved = Optional.of(settled);
      case SagaEntry.HelpWanted _ -> resting = true;
      case SagaEntry.WaitStarted waiting when waiting.guards().isEmpty() -> resting = true;
      case AttemptStarted attempt -> {
        acting = true;
        resting = false;
        begun = notRefused > 0;
        notRefused += plan().map(plan -> steps(plan, attempt)).orElse(0);
        plan()
            .ifPresent(plan -> targetsByFence.put(attempt.fence(), withoutSkipped(plan, attempt)));
      }
      case ApprovalAwaited waiting -> {
        asked = Optional.of(waiting);
        agreed.clear();
        acting = false;
      }
      case SagaEntry.RecheckStarted _ -> recheckedAt = Optional.of(at);
      case SagaEntry.ApprovalsVoid _ -> agreed.clear();
      case OperatorEntry.ApprovalGiven given -> agreed.add(given);
      case AuditEntry.SoakStarted soak -> {
        acting = false;
        soakUntil = Optional.of(soak.until());
        healthyAt = healthyAt.or(() -> Optional.of(at));
      }
      case OperatorEntry.SoakExtended soak -> soakUntil = Optional.of(soak.until());
      case AuditEntry.StepNotTaken step
          when step.refusal().filter(Steps::comesBeforeAnyWrite).isPresent() ->
          notRefused--;
      case AuditEntry.StepSucceeded step -> taken.put(step.target().workload(), step.target());
      case OperatorEntry.StepSkipped step ->
          Optional.ofNullable(sent.get(step.step())).ifPresent(skipped::add);
      case SagaEntry.TargetGivenUp end -> givenUp.addAll(end.quarantined());
      case OperatorEntry.SoakEndAsked _ -> soakUntil = Optional.of(at);
      default -> {}
    }
    if (entry.endsRollback()) {
      acting = false;
      endedAt = Optional.of(at);
    }
  }

  private List<Target> withoutSkipped(Plan plan, AttemptStarted attempt) {
    return plan.attempts().get(attempt.attempt()).targets().stream()
        .filter(target -> !skipped.contains(target.workload()))
        .toList();
  }

  private int steps(Plan plan, AttemptStarted attempt) {
    boolean one = plan.attempts().get(attempt.attempt()).owner().isPresent();
    return one ? 1 : withoutSkipped(plan, attempt).size();
  }

  void sent(RollBackWorkload step) {
    sent.put(step.step(), step.target().workload());
  }

  void wrote(ClusterWrite write) {
    writes.add(write);
  }
}

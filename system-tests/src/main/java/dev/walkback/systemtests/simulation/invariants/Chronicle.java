package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Fold;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that was seen of a history so far, from outside. */
public final class Chronicle {

  private final Map<ApplicationId, ApplicationState> replayed = new LinkedHashMap<>();
  private final Map<ApplicationId, List<AuditRecord>> audits = new HashMap<>();
  private final Map<RollbackId, Tale> tales = new LinkedHashMap<>();
  private final Map<ApplicationId, RollbackId> live = new HashMap<>();
  private final Map<ApplicationId, RollbackId> lastWithPlan = new HashMap<>();
  private final Map<ApplicationId, Set<ContentDigest>> quarantined = new HashMap<>();
  private final Map<TriggerId, ApplicationId> accepted = new LinkedHashMap<>();
  private final Map<TriggerId, Integer> finals = new HashMap<>();
  private final Map<WorkloadRef, List<ClusterWrite>> writes = new HashMap<>();
  private final Set<Event> work = new HashSet<>();

  /** The state as whoever replays the audit would have it. */
  public ApplicationState replayed(ApplicationId application) {
    return replayed.computeIfAbsent(application, ApplicationState::unknown);
  }

  public List<ApplicationState> replayed() {
    return List.copyOf(replayed.values());
  }

  public List<AuditRecord> audit(ApplicationId application) {
    return audits.getOrDefault(application, List.of());
  }

  public Optional<Tale> tale(RollbackId rollback) {
    return Optional.ofNullable(tales.get(rollback));
  }

  public List<Tale> tales() {
    return List.copyOf(tales.values());
  }

  /** The rollback that an application's audit is in. */
  public Optional<Tale> live(ApplicationId application) {
    return Optional.ofNullable(live.get(application)).flatMap(this::tale);
  }

  /** The newest rollback that is over and had targets. */
  public Optional<Tale> lastWithPlan(ApplicationId application) {
    return Optional.ofNullable(lastWithPlan.get(application)).flatMap(this::tale);
  }

  public Set<ContentDigest> quarantined(ApplicationId application) {
    return quarantined.getOrDefault(application, Set.of());
  }

  public Map<TriggerId, ApplicationId> accepted() {
    return accepted;
  }

  /** How many final records a trigger has. */
  public int finals(TriggerId trigger) {
    return finals.getOrDefault(trigger, 0);
  }

  public List<ClusterWrite> writes(WorkloadRef workload) {
    return writes.getOrDefault(workload, List.of());
  }

  /** Whether exactly this work was issued. */
  public Set<Event> work() {
    return work;
  }

  /** The trigger that an entry ends, if it ends one. */
  public Optional<TriggerId> endedBy(AuditRecord record) {
    return switch (record.entry()) {
      case AuditEntry.TriggerJoined joined -> Optional.of(joined.trigger().id());
      case AuditEntry.TriggerSuppressed suppressed -> Optional.of(suppressed.trigger().id());
      case AuditEntry.RollbackSucceeded _, AuditEntry.RollbackFailed _, AuditEntry.HumanNeeded _ ->
          live(record.application()).map(tale -> tale.start().trigger().id());
      case AuditEntry.RollbackStarted _,
          AuditEntry.TargetsResolved _,
          AuditEntry.StepSucceeded _,
          AuditEntry.StepNotTaken _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.SoakStarted _ ->
          Optional.empty();
    };
  }

  void take(Fact fact) {
    switch (fact) {
      case Fact.TriggerAccepted trigger -> accepted.put(trigger.trigger(), trigger.application());
      case Fact.AuditWritten written -> audit(written.record(), written.bytes());
      case Fact.WorkIssued issued -> work.add(issued.work());
      case Fact.WorkloadWritten written -> written(written.write());
      case Fact.StateCommitted _, Fact.WorkAnswered _, Fact.MessagePosted _, Fact.CoreBroke _, Fact.Ended _ -> {}
    }
  }

  private void written(ClusterWrite write) {
    writes.computeIfAbsent(write.workload(), _ -> new ArrayList<>()).add(write);
    if (write.writer() instanceof Writer.Walkback walkback) {
      tale(walkback.rollback()).ifPresent(tale -> tale.wrote(write));
    }
  }

  private void audit(AuditRecord record, byte[] bytes) {
    ApplicationId application = record.application();
    endedBy(record).ifPresent(trigger -> finals.merge(trigger, 1, Integer::sum));
    audits.computeIfAbsent(application, _ -> new ArrayList<>()).add(record);
    replayed.put(
        application,
        Fold.evolve(replayed(application), record.entry(), record.at()).recorded(bytes));
    switch (record.entry()) {
      case AuditEntry.RollbackStarted start -> {
        tales.put(start.rollbackId(), new Tale(application, start, record.at()));
        live.put(application, start.rollbackId());
      }
      case AuditEntry.TargetsResolved resolved ->
          live(application).ifPresent(tale -> tale.resolved(resolved));
      case AuditEntry.SoakStarted soak ->
          live(application).ifPresent(tale -> tale.soaking(soak.until()));
      case AuditEntry.RollbackSucceeded succeeded -> {
        quarantined
            .computeIfAbsent(application, _ -> new LinkedHashSet<>())
            .addAll(succeeded.quarantined());
        ended(record);
      }
      case AuditEntry.RollbackFailed _, AuditEntry.HumanNeeded _ -> ended(record);
      case AuditEntry.StepSucceeded _,
          AuditEntry.StepNotTaken _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.TriggerJoined _,
          AuditEntry.TriggerSuppressed _ -> {}
    }
  }

  private void ended(AuditRecord record) {
    live(record.application())
        .ifPresent(tale -> {
          tale.ended(record.at());
          if (tale.resolved().isPresent()) {
            lastWithPlan.put(tale.application(), tale.id());
          }
        });
    live.remove(record.application());
  }
}

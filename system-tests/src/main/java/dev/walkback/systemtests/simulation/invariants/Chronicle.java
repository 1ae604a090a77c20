package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.release.Standing;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Fold;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
  private final Map<ApplicationId, Integer> audits = new HashMap<>();
  private final Map<RollbackId, Tale> tales = new LinkedHashMap<>();
  private final Map<ApplicationId, RollbackId> live = new HashMap<>();
  private final Map<ApplicationId, RollbackId> lastThatEnded = new HashMap<>();
  private final Map<ApplicationId, RollbackId> lastThatCools = new HashMap<>();
  private final Map<ApplicationId, Set<ContentDigest>> quarantined = new HashMap<>();
  private final Map<TriggerId, ApplicationId> accepted = new LinkedHashMap<>();
  private final Map<TriggerId, Command> commands = new HashMap<>();
  private final Map<TriggerId, Integer> finals = new HashMap<>();
  private final Map<WorkloadRef, List<ClusterWrite>> writes = new HashMap<>();
  private final Set<Event> work = new HashSet<>();
  private final Map<ApplicationId, Held> holds = new HashMap<>();

  /** A hold that is in force. */
  public record Held(Hold hold, Instant visibleAt) {}

  /** The state as whoever replays the audit would have it. */
  public ApplicationState replayed(ApplicationId application) {
    return replayed.computeIfAbsent(application, ApplicationState::unknown);
  }

  public Collection<ApplicationState> replayed() {
    return replayed.values();
  }

  /** How many records an application's audit has. */
  public int auditLength(ApplicationId application) {
    return audits.getOrDefault(application, 0);
  }

  public Optional<Tale> tale(RollbackId rollback) {
    return Optional.ofNullable(tales.get(rollback));
  }

  public Collection<Tale> tales() {
    return tales.values();
  }

  /** The rollback that an application's audit is in. */
  public Optional<Tale> live(ApplicationId application) {
    return Optional.ofNullable(live.get(application)).flatMap(this::tale);
  }

  /** The newest rollback that is over. */
  public Optional<Tale> lastThatEnded(ApplicationId application) {
    return Optional.ofNullable(lastThatEnded.get(application)).flatMap(this::tale);
  }

  /** The newest rollback that is over and sent steps, or that somebody stopped. */
  public Optional<Tale> lastThatCools(ApplicationId application) {
    return Optional.ofNullable(lastThatCools.get(application)).flatMap(this::tale);
  }

  public Set<ContentDigest> quarantined(ApplicationId application) {
    return quarantined.computeIfAbsent(application, _ -> new LinkedHashSet<>());
  }

  public Map<TriggerId, ApplicationId> accepted() {
    return accepted;
  }

  /** The command that a trigger is. */
  public Optional<Command> command(TriggerId trigger) {
    return Optional.ofNullable(commands.get(trigger));
  }

  /** How many final records a trigger has. */
  public int finals(TriggerId trigger) {
    return finals.getOrDefault(trigger, 0);
  }

  public List<ClusterWrite> writes(WorkloadRef workload) {
    return writes.getOrDefault(workload, List.of());
  }

  /** All work that was issued. */
  public Set<Event> work() {
    return work;
  }

  /** The hold of exactly this scope, if it was placed and not lifted. */
  public Optional<Held> hold(ApplicationId scope) {
    return Optional.ofNullable(holds.get(scope));
  }

  /** The triggers that an entry ends. */
  public List<TriggerId> endedBy(AuditRecord record) {
    List<TriggerId> ended = new ArrayList<>();
    record.entry().concludes().ifPresent(trigger -> ended.add(trigger.id()));
    if (record.entry().endsRollback()) {
      live(record.application()).ifPresent(tale -> ended.add(tale.start().trigger().id()));
    }
    return ended;
  }

  void take(Fact fact) {
    switch (fact) {
      case Fact.TriggerAccepted trigger -> {
        accepted.put(trigger.trigger(), trigger.application());
        trigger.command().ifPresent(command -> commands.put(trigger.trigger(), command));
      }
      case Fact.AuditWritten written -> audit(written);
      case Fact.WorkIssued issued -> issued(issued.work());
      case Fact.WorkloadWritten written -> written(written.write());
      case Fact.StateCommitted _,
          Fact.TakenOver _,
          Fact.WorkAnswered _,
          Fact.Judged _,
          Fact.MessagePosted _,
          Fact.CoreBroke _,
          Fact.Ended _,
          Fact.HoursLater _,
          Fact.AtRest _ -> {}
    }
  }

  private void issued(Event event) {
    work.add(event);
    if (event instanceof RollBackWorkload step) {
      tale(step.rollbackId()).ifPresent(tale -> tale.sent(step));
    }
  }

  private void written(ClusterWrite write) {
    writes.computeIfAbsent(write.workload(), _ -> new ArrayList<>()).add(write);
    if (write.writer() instanceof Writer.Walkback walkback) {
      tale(walkback.rollback()).ifPresent(tale -> tale.wrote(write));
    }
  }

  private void audit(Fact.AuditWritten written) {
    AuditRecord record = written.record();
    ApplicationId application = record.application();
    endedBy(record).forEach(trigger -> finals.merge(trigger, 1, Integer::sum));
    audits.merge(application, 1, Integer::sum);
    replayed.put(
        application,
        Fold.evolve(replayed(application), record.entry(), record.at()).recorded(written.bytes()));
    if (record.entry() instanceof RollbackStarted start) {
      tales.put(start.rollbackId(), new Tale(application, start, record.at()));
      live.put(application, start.rollbackId());
    }
    live(application).ifPresent(tale -> tale.take(record.entry(), record.at()));
    learn(application, record.entry(), written.visibleAt());
    if (record.entry().endsRollback()) {
      live(application).ifPresent(tale -> lastThatEnded.put(application, tale.id()));
      live(application)
          .filter(tale -> tale.acted() || tale.wasStopped())
          .ifPresent(tale -> lastThatCools.put(application, tale.id()));
      live.remove(application);
    }
  }

  private void learn(ApplicationId application, AuditEntry entry, Instant visibleAt) {
    switch (entry) {
      case RollbackSucceeded end -> quarantined(application).addAll(end.quarantined());
      case SagaEntry.TargetGivenUp end -> quarantined(application).addAll(end.quarantined());
      case OperatorEntry.StandingCorrected correction -> {
        boolean _ =
            correction.standing() == Standing.QUARANTINED
                ? quarantined(application).add(correction.template())
                : quarantined(application).remove(correction.template());
      }
      case OperatorEntry.HoldPlaced placed ->
          holds.put(application, new Held(placed.hold(), visibleAt));
      case OperatorEntry.HoldLifted _, GuardEntry.HoldExpired _ -> holds.remove(application);
      default -> {}
    }
  }
}

package dev.walkback.events.codec;

import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.AlertRaised;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every event type. A test holds it against the sealed families, the schemas, the golden files and
 * the docs.
 */
public final class EventTypes {

  public static final List<EventType<?>> ALL =
      List.of(
          type("trigger.alert-raised", AlertRaised.class),
          type("command.roll-back", Command.RollBack.class),
          type("command.plan-rollback", Command.PlanRollback.class),
          type("command.approve", Command.Approve.class),
          type("command.reject", Command.Reject.class),
          type("command.abort", Command.Abort.class),
          type("command.hold", Command.Hold.class),
          type("command.resume", Command.Resume.class),
          type("command.retry", Command.Retry.class),
          type("command.skip-step", Command.SkipStep.class),
          type("command.acknowledge", Command.Acknowledge.class),
          type("command.tick-box", Command.TickBox.class),
          type("command.extend-soak", Command.ExtendSoak.class),
          type("command.end-soak", Command.EndSoak.class),
          type("command.correct-standing", Command.CorrectStanding.class),
          type("suspicion.release-suspected", Suspicion.ReleaseSuspected.class),
          type("suspicion.nothing-released", Suspicion.NothingReleased.class),
          type("suspicion.application-unknown", Suspicion.ApplicationUnknown.class),
          type("suspicion.trigger-stale", Suspicion.TriggerStale.class),
          type("suspicion.cluster-unreadable", Suspicion.ClusterUnreadable.class),
          type("release.seen", ReleaseSeen.class),
          type("release.ledger", ReleaseLedger.class),
          type("execution.survey", Execution.Survey.class),
          type("execution.roll-back-workload", Execution.RollBackWorkload.class),
          type("execution.roll-back-owner", Execution.RollBackOwner.class),
          type("execution-outcome.surveyed", ExecutionOutcome.Surveyed.class),
          type("execution-outcome.workload-rolled-back", ExecutionOutcome.WorkloadRolledBack.class),
          type("execution-outcome.owner-rolled-back", ExecutionOutcome.OwnerRolledBack.class),
          type("execution-outcome.refused", ExecutionOutcome.Refused.class),
          type("execution-outcome.failed", ExecutionOutcome.Failed.class),
          type("verification.await-recovery", Verification.AwaitRecovery.class),
          type("verification.soak", Verification.Soak.class),
          type("verification.watch-release", Verification.WatchRelease.class),
          type("verification-outcome.progressed", VerificationOutcome.Progressed.class),
          type("verification-outcome.concluded", VerificationOutcome.Concluded.class),
          type("policy.rollback-policy", RollbackPolicy.class),
          type("policy.fleet-policy", FleetPolicy.class),
          type("hold.changed", HoldChanged.class),
          type("guard.ask", GuardRequest.Ask.class),
          type("guard.give-back", GuardRequest.GiveBack.class),
          type("guard-answer.granted", GuardAnswer.Granted.class),
          type("guard-answer.queued", GuardAnswer.Queued.class),
          type("guard-answer.storm", GuardAnswer.Storm.class),
          type("audit.recorded", AuditRecord.class),
          type("status.changed", RollbackStatus.class));

  private static final Map<String, EventType<?>> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));
  private static final Map<Class<?>, EventType<?>> BY_DATA =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::data, Function.identity()));

  private EventTypes() {}

  public static Optional<EventType<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The type of an event; every event has one, which a test proves. */
  public static EventType<?> of(Event event) {
    EventType<?> type = BY_DATA.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          "Expected a registered event type, but found " + event.getClass().getName());
    }
    return type;
  }

  private static <E extends Event> EventType<E> type(String name, Class<E> data) {
    return new EventType<>("dev.walkback." + name + ".v1", data);
  }
}

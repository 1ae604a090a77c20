package dev.walkback.events.codec;

import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.RollbackPolicy;
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
          type("suspicion.release-suspected", Suspicion.ReleaseSuspected.class),
          type("suspicion.nothing-released", Suspicion.NothingReleased.class),
          type("suspicion.application-unknown", Suspicion.ApplicationUnknown.class),
          type("suspicion.trigger-stale", Suspicion.TriggerStale.class),
          type("suspicion.cluster-unreadable", Suspicion.ClusterUnreadable.class),
          type("execution.survey", Execution.Survey.class),
          type("execution.roll-back-workload", Execution.RollBackWorkload.class),
          type("execution-outcome.surveyed", ExecutionOutcome.Surveyed.class),
          type("execution-outcome.workload-rolled-back", ExecutionOutcome.WorkloadRolledBack.class),
          type("execution-outcome.refused", ExecutionOutcome.Refused.class),
          type("execution-outcome.failed", ExecutionOutcome.Failed.class),
          type("verification.await-recovery", Verification.AwaitRecovery.class),
          type("verification.soak", Verification.Soak.class),
          type("verification-outcome.progressed", VerificationOutcome.Progressed.class),
          type("verification-outcome.concluded", VerificationOutcome.Concluded.class),
          type("policy.rollback-policy", RollbackPolicy.class),
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

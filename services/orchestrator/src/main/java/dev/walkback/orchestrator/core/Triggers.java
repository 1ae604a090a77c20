package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution.Survey;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.suspicion.Suspicion.ApplicationUnknown;
import dev.walkback.events.suspicion.Suspicion.ClusterUnreadable;
import dev.walkback.events.suspicion.Suspicion.NothingReleased;
import dev.walkback.events.suspicion.Suspicion.ReleaseSuspected;
import dev.walkback.events.suspicion.Suspicion.TriggerStale;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of alerts and commands. Each new one ends in exactly one final entry: it joins, it
 * is suppressed, or it starts a rollback whose end is its own.
 */
final class Triggers {

  private final Draft draft;
  private final Optional<RollbackPolicy> policy;

  Triggers(Draft draft, Optional<RollbackPolicy> policy) {
    this.draft = draft;
    this.policy = policy;
  }

  void suspicion(Suspicion suspicion) {
    TriggerSummary trigger = suspicion.trigger();
    if (draft.state().memory().hasSeen(trigger.id())) {
      return;
    }
    switch (suspicion) {
      case ReleaseSuspected s -> joinOr(trigger, () -> suspected(s));
      case NothingReleased s -> joinOr(trigger, () -> nothingReleased(trigger, s.windowStart()));
      case ApplicationUnknown s ->
          suppress(trigger, Suppression.UNKNOWN_APPLICATION, s.explanation());
      case TriggerStale s -> suppress(trigger, Suppression.STALE, s.explanation());
      case ClusterUnreadable s ->
          suppress(trigger, Suppression.CLUSTER_UNREADABLE, s.explanation());
    }
  }

  void command(Input.CommandArrived arrived) {
    TriggerSummary trigger =
        new TriggerSummary(
            arrived.id(),
            TriggerSummary.Origin.COMMAND,
            arrived.command().issuer(),
            arrived.command().reason(),
            arrived.givenAt(),
            draft.now());
    if (draft.state().memory().hasSeen(trigger.id())) {
      return;
    }
    switch (arrived.command()) {
      case Command.RollBack command -> rollBack(trigger, command);
    }
  }

  private void suspected(ReleaseSuspected suspicion) {
    TriggerSummary trigger = suspicion.trigger();
    if (policy.isEmpty()) {
      suppressUnknown(trigger);
      return;
    }
    Memory memory = draft.state().memory();
    Optional<Instant> cooling = memory.coolingUntil(policy.get().limits().cooldown(), draft.now());
    if (cooling.isPresent()) {
      suppress(trigger, Suppression.COOLDOWN, coolingDown(memory, cooling.get()));
      return;
    }
    var choice =
        TargetChoice.forAlert(policy.get(), suspicion.workloads(), suspicion.windowStart(), memory);
    if (choice instanceof TargetChoice.NothingReleased) {
      nothingReleased(trigger, suspicion.windowStart());
      return;
    }
    start(trigger, policy.get(), Optional.empty());
    new Plans(draft).follow(choice, suspicion.workloads());
  }

  private void rollBack(TriggerSummary trigger, Command.RollBack command) {
    if (draft.now().isAfter(command.expiresAt())) {
      suppress(
          trigger,
          Suppression.EXPIRED,
          "The command was to be carried out until %s, but arrived at %s; give it again if it still holds"
              .formatted(command.expiresAt(), draft.now()));
      return;
    }
    joinOr(trigger, () -> accepted(trigger, command));
  }

  private void accepted(TriggerSummary trigger, Command.RollBack command) {
    if (policy.isEmpty()) {
      suppressUnknown(trigger);
    } else if (command.toRevision().isPresent() && policy.get().workloads().size() != 1) {
      suppress(
          trigger,
          Suppression.INVALID_COMMAND,
          "A revision can be asked for where the application has one workload, but %s has %d; leave the revision out"
              .formatted(draft.application(), policy.get().workloads().size()));
    } else {
      survey(start(trigger, policy.get(), command.toRevision()));
    }
  }

  private void survey(Rollback rollback) {
    Story.Start start = rollback.story().start();
    Instant deadline = draft.now().plus(start.policy().limits().stepDeadline());
    draft.effect(
        new Effect.Execute(
            new Survey(
                draft.application(),
                rollback.id(),
                StepNames.SURVEY,
                deadline,
                start.policy().workloads())));
    draft.effect(new Effect.StartTimer(rollback.timer(), Timeouts.forSteps(start, deadline)));
  }

  private Rollback start(TriggerSummary trigger, RollbackPolicy by, Optional<Long> toRevision) {
    draft.record(
        new RollbackStarted(
            RollbackId.of(draft.application(), trigger.id()),
            trigger,
            by,
            toRevision,
            draft.state().memory().fence() + 1));
    return draft.live().orElseThrow();
  }

  private void joinOr(TriggerSummary trigger, Runnable otherwise) {
    draft
        .live()
        .ifPresentOrElse(live -> draft.record(new TriggerJoined(trigger, live.id())), otherwise);
  }

  private void nothingReleased(TriggerSummary trigger, Instant windowStart) {
    suppress(
        trigger,
        Suppression.NOTHING_RELEASED,
        "Nothing of %s was released since %s, so there is nothing to walk back; look for another cause"
            .formatted(draft.application(), windowStart));
  }

  private void suppressUnknown(TriggerSummary trigger) {
    suppress(
        trigger,
        Suppression.UNKNOWN_APPLICATION,
        "No policy names %s; publish one, or correct the application's name"
            .formatted(draft.application()));
  }

  private void suppress(TriggerSummary trigger, Suppression reason, String explanation) {
    draft.record(new TriggerSuppressed(trigger, reason, explanation));
  }

  private static String coolingDown(Memory memory, Instant until) {
    Memory.Ended last = memory.last().orElseThrow();
    return "%s ended at %s; no alert starts a rollback before %s, a command may"
        .formatted(last.rollback(), last.at(), until);
  }
}

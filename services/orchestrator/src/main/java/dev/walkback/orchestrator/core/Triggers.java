package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.suspicion.Suspicion.ApplicationUnknown;
import dev.walkback.events.suspicion.Suspicion.ClusterUnreadable;
import dev.walkback.events.suspicion.Suspicion.NothingReleased;
import dev.walkback.events.suspicion.Suspicion.ReleaseSuspected;
import dev.walkback.events.suspicion.Suspicion.TriggerStale;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of alerts. Each new one ends in exactly one final entry: it joins, it is suppressed,
 * or it starts a rollback whose end is its own.
 */
final class Triggers {

  /** How long an alert may be on its way from the detector's judgement to the decision. */
  static final Duration LATEST = Duration.ofMinutes(1);

  private final Draft draft;
  private final Starting starting;

  Triggers(Draft draft) {
    this.draft = draft;
    this.starting = new Starting(draft);
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
          starting.suppress(trigger, Suppression.UNKNOWN_APPLICATION, s.explanation());
      case TriggerStale s -> starting.suppress(trigger, Suppression.STALE, s.explanation());
      case ClusterUnreadable s ->
          starting.suppress(trigger, Suppression.CLUSTER_UNREADABLE, s.explanation());
    }
    new Releases(draft).doubted(trigger);
  }

  private void suspected(ReleaseSuspected suspicion) {
    TriggerSummary trigger = suspicion.trigger();
    Optional<RollbackPolicy> policy = draft.context().policy();
    if (policy.isEmpty()) {
      starting.suppressUnknown(trigger);
      return;
    }
    if (isStale(trigger, policy.get())
        || isCooling(trigger, policy.get())
        || areTooMany(trigger, policy.get())) {
      return;
    }
    var suspects =
        Suspects.ofAlert(
            TargetChoice.of(policy.get(), suspicion.workloads()),
            suspicion.windowStart(),
            trigger.at());
    var choice = TargetChoice.forAlert(suspects, draft.state().memory());
    if (choice instanceof TargetChoice.NothingReleased) {
      nothingReleased(trigger, suspicion.windowStart());
      return;
    }
    Surveying live =
        starting.start(
            trigger, policy.get(), new Starting.Asked(Optional.empty(), suspicion.scenario()));
    new Plans(draft)
        .follow(live, choice, new Plans.Facts(suspicion.workloads(), suspicion.owners()));
  }

  /** It was fresh when the cluster was looked at; what was seen then may be long past. */
  private boolean isStale(TriggerSummary trigger, RollbackPolicy policy) {
    Duration age = Duration.between(trigger.at(), draft.now());
    Duration oldest = policy.limits().triggerMaxAge();
    if (age.compareTo(oldest.plus(LATEST)) <= 0) {
      return false;
    }
    starting.suppress(
        trigger,
        Suppression.STALE,
        "It began at %s, %s before it could be decided about; the policy accepts %s. If it goes on firing, look yourself"
            .formatted(trigger.at(), Headlines.spoken(age), Headlines.spoken(oldest)));
    return true;
  }

  private boolean isCooling(TriggerSummary trigger, RollbackPolicy policy) {
    Memory memory = draft.state().memory();
    Optional<Instant> until = memory.coolingUntil(policy.limits().cooldown(), draft.now());
    until.ifPresent(
        end -> starting.suppress(trigger, Suppression.COOLDOWN, coolingDown(memory, end)));
    return until.isPresent();
  }

  private boolean areTooMany(TriggerSummary trigger, RollbackPolicy policy) {
    Guardrails rails = policy.rails();
    long starts = draft.state().memory().startsSince(draft.now().minus(rails.maxRollbacksWindow()));
    if (starts < rails.maxRollbacks()) {
      return false;
    }
    starting.suppress(
        trigger,
        Suppression.TOO_MANY_ROLLBACKS,
        "Alerts started %d rollbacks of %s within %s, and the policy allows %d; look at what keeps breaking it, a command still may"
            .formatted(
                starts,
                draft.application(),
                Headlines.spoken(rails.maxRollbacksWindow()),
                rails.maxRollbacks()));
    return true;
  }

  private void joinOr(TriggerSummary trigger, Runnable otherwise) {
    draft
        .live()
        .ifPresentOrElse(live -> draft.record(new TriggerJoined(trigger, live.id())), otherwise);
  }

  private void nothingReleased(TriggerSummary trigger, Instant windowStart) {
    starting.suppress(
        trigger,
        Suppression.NOTHING_RELEASED,
        draft
            .state()
            .memory()
            .last()
            .filter(ended -> ended.at().isAfter(trigger.at()))
            .map(Triggers::answeredBy)
            .orElseGet(() ->
                "Nothing of %s was released since %s, so there is nothing to walk back; look for another cause"
                    .formatted(draft.application(), windowStart)));
  }

  /** What was to blame is not live any more, and the detector sees only what is. */
  private static String answeredBy(Memory.Ended ended) {
    return "%s ended at %s, after this alert began; nothing that was released shortly before it is live, so if it goes on firing, look for another cause"
        .formatted(ended.rollback(), ended.at());
  }

  private static String coolingDown(Memory memory, Instant until) {
    String end =
        memory
            .unansweredObjection()
            .map(no -> "%s stopped %s at %s".formatted(no.by(), no.rollback(), no.at()))
            .or(() ->
                memory.last().map(last -> "%s ended at %s".formatted(last.rollback(), last.at())))
            .orElseThrow();
    return "%s; no alert starts a rollback before %s, a command may".formatted(end, until);
  }
}

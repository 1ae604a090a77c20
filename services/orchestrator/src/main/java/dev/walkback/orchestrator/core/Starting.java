package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.execution.Execution.Survey;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a trigger becomes a rollback, or does not. */
final class Starting {

  private final Draft draft;

  Starting(Draft draft) {
    this.draft = draft;
  }

  /** What the trigger asks for. */
  record Asked(Optional<Long> toRevision, Scenario scenario) {}

  Surveying start(TriggerSummary trigger, RollbackPolicy by, Asked asked) {
    draft.record(
        new RollbackStarted(
            RollbackId.of(draft.application(), trigger.id()),
            trigger,
            by,
            asked.toRevision(),
            draft.state().memory().fence() + 1,
            Optional.of(asked.scenario())));
    Surveying live = (Surveying) draft.live().orElseThrow();
    Budget budget = live.course().budget();
    draft.effect(new Effect.StartTimer(Cleanup.warning(live), budget.warnAt()));
    draft.effect(new Effect.StartTimer(Cleanup.budget(live), budget.until()));
    return live;
  }

  /** Has the executor read what is on the cluster. */
  void survey(Rollback live) {
    Story.Start start = live.story().start();
    Instant deadline = draft.now().plus(start.policy().limits().stepDeadline());
    draft.effect(
        new Effect.Execute(
            new Survey(
                draft.application(),
                live.id(),
                StepNames.survey(live.course()),
                deadline,
                toRead(live))));
    draft.effect(new Effect.StartTimer(live.timer(), Timeouts.forSteps(start, deadline)));
  }

  /** Once there is a plan, what it stands on: what was not there then need not be there now. */
  private static List<WorkloadRef> toRead(Rollback live) {
    List<WorkloadRef> before =
        live.course().baseline().stream().map(WorkloadContent::workload).toList();
    return before.isEmpty() ? live.story().start().policy().workloads() : before;
  }

  void suppress(TriggerSummary trigger, Suppression reason, String explanation) {
    draft.record(new TriggerSuppressed(trigger, reason, explanation));
  }

  void suppressUnknown(TriggerSummary trigger) {
    suppress(
        trigger,
        Suppression.UNKNOWN_APPLICATION,
        "No policy names %s; publish one, or correct the application's name"
            .formatted(draft.application()));
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.LedgerEntry.DryRunStarted;
import dev.walkback.events.audit.OperatorEntry.PlanShown;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution.Survey;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what a rollback would do now, by the same choice and plan, and does none of it. */
final class DryRuns {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Draft draft;

  DryRuns(Draft draft) {
    this.draft = draft;
  }

  void begin(TriggerSummary trigger, Command.PlanRollback command, RollbackPolicy policy) {
    RollbackId id = RollbackId.of(draft.application(), trigger.id());
    Instant until = draft.now().plus(PATIENCE);
    draft.record(
        new DryRunStarted(
            id,
            trigger,
            command.toRevision(),
            command.scenario().orElse(Scenario.BAD_DEPLOYMENT),
            until));
    draft.effect(
        new Effect.Execute(
            new Survey(draft.application(), id, StepNames.DRY_RUN, until, policy.workloads())));
    draft.effect(new Effect.StartTimer(draft.state().dryRun().orElseThrow().timer(), until));
  }

  void outcome(ExecutionOutcome outcome) {
    DryRun run = draft.state().dryRun().orElseThrow();
    switch (outcome) {
      case ExecutionOutcome.Surveyed surveyed ->
          draft
              .context()
              .policy()
              .ifPresentOrElse(
                  policy -> draft.record(answer(run, policy, surveyed)),
                  () -> suppress(run, Suppression.UNKNOWN_APPLICATION, "Its policy is gone since"));
      case ExecutionOutcome.Refused refused ->
          suppress(
              run, Suppression.CLUSTER_UNREADABLE, refused.reason() + ": " + refused.explanation());
      case ExecutionOutcome.Failed failed ->
          suppress(run, Suppression.CLUSTER_UNREADABLE, failed.explanation());
      case ExecutionOutcome.WorkloadRolledBack _, ExecutionOutcome.OwnerRolledBack _ -> {}
    }
  }

  void timedOut(TimerName name) {
    draft
        .state()
        .dryRun()
        .filter(run -> run.timer().equals(name))
        .ifPresent(run ->
            suppress(
                run,
                Suppression.CLUSTER_UNREADABLE,
                "Expected the executor to read the workloads, but it gave no answer in time; see whether it runs"));
  }

  private PlanShown answer(DryRun run, RollbackPolicy policy, ExecutionOutcome.Surveyed surveyed) {
    List<PlanLine> lines = new ArrayList<>(obstacles(run));
    TargetChoice choice =
        TargetChoice.forCommand(
            policy, surveyed.workloads(), run.toRevision(), draft.state().memory());
    Optional<Plan> plan =
        switch (choice) {
          case TargetChoice.Chosen chosen -> plan(run, policy, chosen, surveyed);
          case TargetChoice.NothingReleased _ -> Optional.empty();
          case TargetChoice.NoTarget none -> {
            lines.add(new PlanLine("target", "none", none.explanation()));
            yield Optional.empty();
          }
          case TargetChoice.OfARollback own -> {
            lines.add(new PlanLine("target", "none", own.explanation()));
            yield Optional.empty();
          }
        };
    plan.ifPresent(settled -> lines.addAll(settled.lines()));
    lines.addAll(leftOut(policy, surveyed));
    if (plan.isEmpty() && choice instanceof TargetChoice.Chosen) {
      lines.add(
          new PlanLine(
              "way back", "none", "Walkback has no steps for " + run.scenario() + " here"));
    }
    return new PlanShown(run.trigger(), plan, lines);
  }

  private Optional<Plan> plan(
      DryRun run,
      RollbackPolicy policy,
      TargetChoice.Chosen chosen,
      ExecutionOutcome.Surveyed surveyed) {
    return Planner.answers(run.scenario())
        ? Planner.plan(
            policy,
            chosen,
            surveyed.owners(),
            new Planner.Occasion(run.scenario(), TriggerSummary.Origin.COMMAND, draft.now()))
        : Optional.empty();
  }

  private static List<PlanLine> leftOut(RollbackPolicy policy, ExecutionOutcome.Surveyed surveyed) {
    List<WorkloadRef> there = surveyed.workloads().stream().map(WorkloadFacts::workload).toList();
    return policy.workloads().stream()
        .filter(workload -> !there.contains(workload))
        .map(workload ->
            new PlanLine(workload.shortName(), "left out", "It is not there on the cluster"))
        .toList();
  }

  /** What would stand in the way right now. */
  private List<PlanLine> obstacles(DryRun run) {
    List<PlanLine> lines = new ArrayList<>();
    draft.heldBy().ifPresent(held -> lines.add(new PlanLine("hold", "would wait", held)));
    draft.live().ifPresent(live -> lines.add(beside(live, run)));
    return lines;
  }

  private static PlanLine beside(Rollback live, DryRun run) {
    // What was asked for by default is not told from what was not asked for.
    Optional<Scenario> trouble =
        Optional.of(run.scenario()).filter(asked -> asked != Scenario.BAD_DEPLOYMENT);
    return Joining.whatDiffers(live, run.toRevision(), trouble)
        .map(differs -> new PlanLine("rollback", "would be refused", differs))
        .orElseGet(() ->
            new PlanLine("rollback", "would join", live.id() + " is " + live.phase() + " now"));
  }

  private void suppress(DryRun run, Suppression reason, String explanation) {
    draft.record(new TriggerSuppressed(run.trigger(), reason, explanation));
  }
}

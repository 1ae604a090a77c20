package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.plan.PlanLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What its records said of a rollback and its status does not.
 *
 * @param versions what the attempt under way leaves and goes back to
 * @param rungs all attempts of the plan, in the order in which they are tried
 * @param lines of the plan, why it is so
 * @param attempt which of them is under way, once one is
 * @param stuck steps that were not taken, in this attempt
 * @param trouble why it waits for an operator, or did last
 * @param person who took it into their hands: who rejected, aborted or acknowledged it
 * @param endedAt when it ended
 */
public record Knowledge(
    List<VersionChange> versions,
    List<Rung> rungs,
    List<PlanLine> lines,
    Optional<Integer> attempt,
    List<String> stuck,
    Optional<Trouble> trouble,
    Haste haste,
    Optional<String> person,
    Optional<Instant> endedAt) {

  static final Knowledge NOTHING =
      new Knowledge(
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Haste.IN_TIME,
          Optional.empty(),
          Optional.empty());

  public Knowledge {
    versions = List.copyOf(versions);
    rungs = List.copyOf(rungs);
    lines = List.copyOf(lines);
    stuck = List.copyOf(stuck);
  }

  Knowledge fold(AuditRecord record) {
    Knowledge next = fold(record.entry());
    return record.entry().endsRollback() ? next.ended(record.at()) : next;
  }

  private Knowledge fold(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.TargetsResolved resolved -> planned(resolved);
      case AuditEntry.StepNotTaken step ->
          stuck(Stream.concat(stuck.stream(), Stream.of(step.step())).distinct().toList());
      case AuditEntry.StepSucceeded step -> unstuck(step.step());
      case SagaEntry.OwnerStepSucceeded step -> unstuck(step.step());
      case SagaEntry.AttemptStarted started -> attempting(started.attempt());
      case SagaEntry.HelpWanted help ->
          troubled(new Trouble(help.reason(), help.explanation(), help.until()));
      case SagaEntry.BudgetWarned _ -> hasty(Haste.LATE);
      case SagaEntry.BudgetExceeded _ -> hasty(Haste.OVERDUE);
      case OperatorEntry.StepSkipped skipped -> unstuck(skipped.step());
      case OperatorEntry.RetryAsked _ -> stuck(List.of());
      case OperatorEntry.RollbackRejected rejected -> inHandsOf(rejected.trigger().name());
      case OperatorEntry.AbortAsked asked -> inHandsOf(asked.trigger().name());
      case OperatorEntry.Acknowledged taken -> inHandsOf(taken.trigger().name());
      case AuditEntry.RollbackStarted _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.SoakStarted _,
          AuditEntry.RollbackSucceeded _,
          AuditEntry.RollbackFailed _,
          AuditEntry.HumanNeeded _,
          AuditEntry.TriggerJoined _,
          AuditEntry.TriggerSuppressed _,
          SagaEntry _,
          OperatorEntry _,
          LedgerEntry _,
          GuardEntry _ ->
          this;
    };
  }

  /**
   * The attempt that is tried if this one does not work; the next release, if that is what failed.
   */
  Optional<Rung> next(boolean targetIsBad) {
    int current = attempt.orElse(0);
    int back = current < rungs.size() ? rungs.get(current).furtherBack() : 0;
    return rungs.stream()
        .skip(current + 1L)
        .filter(rung -> !targetIsBad || rung.furtherBack() > back)
        .findFirst();
  }

  Knowledge inHandsOf(String who) {
    return new Knowledge(
        versions, rungs, lines, attempt, stuck, trouble, haste, Optional.of(who), endedAt);
  }

  private Knowledge planned(AuditEntry.TargetsResolved resolved) {
    return new Knowledge(
        VersionChange.of(resolved.targets(), resolved.facts()),
        resolved.plan().map(plan -> Rung.of(plan, resolved.facts())).orElse(List.of()),
        resolved.plan().map(plan -> plan.lines()).orElse(List.of()),
        Optional.empty(),
        List.of(),
        trouble,
        haste,
        person,
        endedAt);
  }

  private Knowledge attempting(int number) {
    return new Knowledge(
        number < rungs.size() ? rungs.get(number).changes() : versions,
        rungs,
        lines,
        Optional.of(number),
        List.of(),
        trouble,
        haste,
        person,
        endedAt);
  }

  private Knowledge unstuck(String step) {
    return stuck(stuck.stream().filter(name -> !name.equals(step)).toList());
  }

  private Knowledge stuck(List<String> steps) {
    return new Knowledge(versions, rungs, lines, attempt, steps, trouble, haste, person, endedAt);
  }

  private Knowledge troubled(Trouble by) {
    return new Knowledge(
        versions, rungs, lines, attempt, stuck, Optional.of(by), haste, person, endedAt);
  }

  private Knowledge hasty(Haste now) {
    return new Knowledge(versions, rungs, lines, attempt, stuck, trouble, now, person, endedAt);
  }

  private Knowledge ended(Instant at) {
    return new Knowledge(
        versions, rungs, lines, attempt, stuck, trouble, haste, person, Optional.of(at));
  }
}

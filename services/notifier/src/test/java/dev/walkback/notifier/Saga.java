package dev.walkback.notifier;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus.Approval;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A story that does not go smoothly: people are asked, ways back fail, time runs out. */
public final class Saga {

  private static final OwnerTarget HELM = new OwnerTarget("production", "shop", "41");
  public static final Plan PLAN =
      Plan.of(
          Scenario.DATABASE_MIGRATION,
          List.of(
              new Attempt(WayBack.HELM, 0, Optional.of(HELM), List.of(Story.TARGET)),
              new Attempt(WayBack.WORKLOAD, 0, Optional.empty(), List.of(Story.TARGET)),
              new Attempt(WayBack.WORKLOAD, 1, Optional.empty(), List.of(Story.FURTHER_BACK))),
          List.of(
              new PlanLine("deployment/backend", "to revision 2", "verified, served 3 days"),
              new PlanLine("approval", "2 people", "the scenario is a database migration")),
          2);

  private final Story story;
  private final List<String> given = new ArrayList<>();

  public Saga(Story story) {
    this.story = story;
  }

  public AuditRecord planned() {
    return story.resolved(Optional.of(PLAN));
  }

  public AuditRecord approvalWanted() {
    List<String> why = List.of("a database migration asks for 2 people");
    story.asks(
        Optional.of(new Approval(PLAN.digest(), 2, given, story.at().plusSeconds(900), why)));
    return story.next(
        Phase.AWAITING_APPROVAL,
        "The plan waits for people",
        new SagaEntry.ApprovalAwaited(PLAN.digest(), 2, story.at().plusSeconds(900), why));
  }

  public AuditRecord approved(String who) {
    given.add(who);
    List<String> why = List.of("a database migration asks for 2 people");
    story.asks(
        Optional.of(new Approval(PLAN.digest(), 2, given, story.at().plusSeconds(890), why)));
    return story.next(
        Phase.AWAITING_APPROVAL,
        "The plan waits for people",
        new OperatorEntry.ApprovalGiven(story.command(who, "I looked at it"), PLAN.digest()));
  }

  public AuditRecord approvalsVoid() {
    given.clear();
    story.asks(Optional.empty());
    return story.next(
        Phase.SURVEYING,
        "The cluster is read again",
        new SagaEntry.ApprovalsVoid("deployment/backend was released again meanwhile"));
  }

  public AuditRecord rejected(String who) {
    story.asks(Optional.empty());
    return story.next(
        Phase.REJECTED,
        "Refused; nothing was changed",
        new OperatorEntry.RollbackRejected(story.command(who, "the migration is fine")));
  }

  public AuditRecord waiting(Optional<String> heldBy) {
    story.waitsFor(heldBy);
    return story.next(
        Phase.WAITING,
        "It waits",
        new SagaEntry.WaitStarted(List.of(), heldBy, story.at().plusSeconds(1800)));
  }

  public AuditRecord attempt(int attempt, int round) {
    story.asks(Optional.empty());
    story.waitsFor(Optional.empty());
    return story.next(
        Phase.ROLLING_BACK,
        "Rolling back production/backend",
        new SagaEntry.AttemptStarted(attempt, round, round, story.at().plusSeconds(30)));
  }

  public AuditRecord ownerWentBack() {
    return story.next(
        Phase.ROLLING_BACK,
        "Rolling back production/backend",
        new SagaEntry.OwnerStepSucceeded(
            "1-shop",
            WayBack.HELM,
            HELM,
            ExecutionOutcome.Effect.APPLIED,
            story.at(),
            Optional.empty()));
  }

  public AuditRecord stepRefused(String step) {
    return story.next(
        Phase.ROLLING_BACK,
        "Rolling back production/backend",
        new AuditEntry.StepNotTaken(
            step, Optional.of(ExecutionOutcome.Refusal.PAUSED), "the rollout is paused"));
  }

  public AuditRecord attemptLeft() {
    return story.next(
        Phase.ROLLING_BACK,
        "The next way back is tried",
        new SagaEntry.AttemptLeft(0, "Helm did not answer within 30 s"));
  }

  public AuditRecord targetGivenUp() {
    return story.next(
        Phase.ROLLING_BACK,
        "One release further back is tried",
        new SagaEntry.TargetGivenUp(0, "2 of 2 pods crash on the target too", List.of()));
  }

  public AuditRecord helpWanted(Reason reason) {
    return story.next(
        Phase.AWAITING_HUMAN,
        "It cannot go on by itself",
        new SagaEntry.HelpWanted(
            reason,
            "step 1-backend was refused: the rollout is paused",
            Optional.empty(),
            List.of(),
            story.at().plus(Duration.ofMinutes(30))));
  }

  public AuditRecord aborted() {
    return story.next(
        Phase.ABORTED,
        "Aborted by bob",
        new SagaEntry.RollbackAborted("deployment/backend asks for revision 2 and stays so"));
  }

  public AuditRecord abortAsked(String who) {
    return asIs(new OperatorEntry.AbortAsked(story.command(who, "we fix forward")));
  }

  public AuditRecord late() {
    story.shouldBeHealthyBy(story.at().plusSeconds(60));
    return asIs(new SagaEntry.BudgetWarned(story.at().plusSeconds(60)));
  }

  public AuditRecord overdue() {
    story.shouldBeHealthyBy(story.at());
    return asIs(new SagaEntry.BudgetExceeded(story.at()));
  }

  /** This happens and the phase stays. */
  public AuditRecord asIs(AuditEntry entry) {
    return story.next(story.phase(), "It goes on", entry);
  }
}

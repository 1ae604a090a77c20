package dev.walkback.events.codec;

import static dev.walkback.events.codec.Parts.APPLICATION;
import static dev.walkback.events.codec.Parts.AT;
import static dev.walkback.events.codec.Parts.BAD;
import static dev.walkback.events.codec.Parts.DATABASE;
import static dev.walkback.events.codec.Parts.EVIDENCE;
import static dev.walkback.events.codec.Parts.FACTS;
import static dev.walkback.events.codec.Parts.GOOD;
import static dev.walkback.events.codec.Parts.MEASUREMENT;
import static dev.walkback.events.codec.Parts.ORDER;
import static dev.walkback.events.codec.Parts.OWNER;
import static dev.walkback.events.codec.Parts.PLAN;
import static dev.walkback.events.codec.Parts.POLICY;
import static dev.walkback.events.codec.Parts.RELEASE;
import static dev.walkback.events.codec.Parts.ROLLBACK;
import static dev.walkback.events.codec.Parts.STATUS;
import static dev.walkback.events.codec.Parts.TARGET;
import static dev.walkback.events.codec.Parts.TRIGGER;
import static dev.walkback.events.codec.Parts.WORKLOAD;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One example of every kind of audit entry, with every field filled. */
final class SampleEntries {

  private static final String STEP = "roll-back deployment/backend";

  private static final List<AuditEntry> ROLLBACKS =
      List.of(
          new AuditEntry.RollbackStarted(
              ROLLBACK, TRIGGER, POLICY, Optional.of(41L), 7, Optional.of(Scenario.CONFIGURATION)),
          new AuditEntry.TargetsResolved(List.of(TARGET), List.of(FACTS), Optional.of(PLAN)),
          new AuditEntry.StepSucceeded(
              STEP,
              TARGET,
              ExecutionOutcome.Effect.APPLIED,
              AT,
              List.of("backend-0"),
              Optional.of(EVIDENCE)),
          new AuditEntry.StepNotTaken(
              STEP, Optional.of(ExecutionOutcome.Refusal.PAUSED), "it is paused"),
          new AuditEntry.RecoveryAwaited(AT.plusSeconds(300), Optional.of(2)),
          new AuditEntry.Observed(VerificationOutcome.Phase.RECOVERY, List.of(MEASUREMENT)),
          new AuditEntry.SoakStarted(AT.plusSeconds(900), List.of(MEASUREMENT)),
          new AuditEntry.RollbackSucceeded(
              Duration.ofMinutes(16), List.of(MEASUREMENT), List.of(BAD)),
          new AuditEntry.RollbackFailed("survey", "the API server does not answer"),
          new AuditEntry.HumanNeeded(
              AuditEntry.HumanNeeded.Reason.NO_WAY_BACK,
              "nothing here answers a vulnerability",
              Optional.of(Verdict.UNHEALTHY),
              List.of(MEASUREMENT)),
          new AuditEntry.TriggerJoined(TRIGGER, ROLLBACK),
          new AuditEntry.TriggerSuppressed(
              TRIGGER,
              AuditEntry.TriggerSuppressed.Suppression.TOO_MANY_ROLLBACKS,
              "3 rollbacks were started by alerts within 24 hours"));

  private static final List<AuditEntry> SAGA =
      List.of(
          new SagaEntry.ApprovalAwaited(
              PLAN.digest(), 2, AT.plusSeconds(900), List.of("a migration needs two people")),
          new SagaEntry.ApprovalsVoid("deployment/backend was released again"),
          new SagaEntry.RecheckStarted(),
          new SagaEntry.WaitStarted(
              List.of(DATABASE, ApplicationId.EVERYTHING),
              Optional.of("held by carol: the database is moved"),
              AT.plusSeconds(1800)),
          new SagaEntry.PermitReceived(DATABASE),
          new SagaEntry.AttemptStarted(1, 2, 8, AT.plusSeconds(30)),
          new SagaEntry.OwnerStepSucceeded(
              "roll-back argo-cd/backend",
              WayBack.ARGO_CD,
              OWNER,
              ExecutionOutcome.Effect.ALREADY_LIVE,
              AT,
              Optional.of(EVIDENCE)),
          new SagaEntry.AttemptLeft(0, "Argo CD does not answer"),
          new SagaEntry.TargetGivenUp(1, "it crashes as well", List.of(GOOD)),
          new SagaEntry.HelpWanted(
              AuditEntry.HumanNeeded.Reason.PARTLY_EXECUTED,
              "one of two workloads went back",
              Optional.of(Verdict.INCONCLUSIVE),
              List.of(MEASUREMENT),
              AT.plusSeconds(600)),
          new SagaEntry.RollbackAborted("deployment/backend was written and stays so"),
          new SagaEntry.BudgetWarned(AT.plusSeconds(300)),
          new SagaEntry.BudgetExceeded(AT.plusSeconds(300)));

  private static final List<AuditEntry> OPERATORS =
      List.of(
          new OperatorEntry.ApprovalGiven(ORDER, PLAN.digest()),
          new OperatorEntry.RollbackRejected(ORDER),
          new OperatorEntry.AbortAsked(ORDER),
          new OperatorEntry.RetryAsked(ORDER),
          new OperatorEntry.StepSkipped(ORDER, STEP),
          new OperatorEntry.Acknowledged(ORDER, ROLLBACK),
          new OperatorEntry.BoxTicked(ORDER, ROLLBACK, Box.STATUS_PAGE_UPDATED),
          new OperatorEntry.SoakExtended(ORDER, AT.plusSeconds(3600), 3),
          new OperatorEntry.SoakEndAsked(ORDER),
          new OperatorEntry.HoldPlaced(
              ORDER, new Hold("anna", "the database is moved", AT, Optional.of(AT.plusSeconds(9)))),
          new OperatorEntry.HoldLifted(ORDER),
          new OperatorEntry.StandingCorrected(ORDER, GOOD, Standing.QUARANTINED),
          new OperatorEntry.PlanShown(ORDER, Optional.of(PLAN), PLAN.lines()));

  private static final List<AuditEntry> BESIDE =
      List.of(
          new LedgerEntry.ReleasesObserved(List.of(RELEASE)),
          new LedgerEntry.ReleaseWatchStarted(
              ROLLBACK, List.of(new WorkloadContent(WORKLOAD, GOOD)), AT.plusSeconds(1200)),
          new LedgerEntry.ReleaseWatchEnded(ROLLBACK, Verdict.HEALTHY, "it served well"),
          new LedgerEntry.DryRunStarted(
              ROLLBACK, ORDER, Optional.of(41L), Scenario.BAD_DEPLOYMENT, AT.plusSeconds(30)),
          new GuardEntry.PermitGranted(APPLICATION, ROLLBACK),
          new GuardEntry.PermitQueued(APPLICATION, ROLLBACK),
          new GuardEntry.PermitReturned(APPLICATION, ROLLBACK),
          new GuardEntry.StormDeclared(APPLICATION, ROLLBACK, "7 of 20 applications at once"),
          new GuardEntry.HoldExpired());

  /** One of every kind. */
  static final List<AuditEntry> ALL =
      Stream.of(ROLLBACKS, SAGA, OPERATORS, BESIDE).<AuditEntry>flatMap(List::stream).toList();

  /** A whole record. */
  static final AuditRecord EVERY_FIELD =
      new AuditRecord(
          APPLICATION,
          1,
          AuditRecord.NONE,
          AT,
          Optional.of(ROLLBACK),
          ROLLBACKS.get(2),
          Optional.of(STATUS));

  /** The entry as a record; the status has samples of its own. */
  static AuditRecord record(AuditEntry entry) {
    return new AuditRecord(
        APPLICATION,
        2,
        ContentDigest.of("the record before"),
        AT,
        Optional.of(ROLLBACK),
        entry,
        Optional.<RollbackStatus>empty());
  }

  /** The name under which the entry is written. */
  static String kind(AuditEntry entry) {
    return kind(entry.getClass());
  }

  static String kind(Class<?> entry) {
    return Arrays.stream(AuditEntry.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> type.value() == entry)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected a name for " + entry))
        .name();
  }

  private SampleEntries() {}
}

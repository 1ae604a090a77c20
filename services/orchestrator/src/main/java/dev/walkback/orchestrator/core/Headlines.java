package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.Observed;
import dev.walkback.events.audit.AuditEntry.RecoveryAwaited;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditEntry.SoakStarted;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One sentence for each entry, for status lines and the log. Quotes nothing from outside. */
public final class Headlines {

  private Headlines() {}

  public static String of(AuditEntry entry, Instant at) {
    return switch (entry) {
      case RollbackStarted e -> "A rollback of %s began".formatted(e.policy().application());
      case TargetsResolved e -> "Rolling back " + targets(e.targets());
      case StepSucceeded e ->
          "%s %s revision %d"
              .formatted(
                  e.target().workload().shortName(),
                  e.effect() == Effect.APPLIED ? "was set to" : "asked already for",
                  e.target().revision());
      case StepNotTaken e ->
          e.refusal()
              .map(reason -> "The step '%s' was refused: %s".formatted(e.step(), reason))
              .orElse("The step '%s' failed".formatted(e.step()));
      case RecoveryAwaited e -> "Waiting until it is healthy, at most until " + e.deadline();
      case Observed e -> observed(e.measurements());
      case SoakStarted e ->
          "Healthy; watching it for %s, until %s"
              .formatted(spoken(Duration.between(at, e.until())), e.until());
      case RollbackSucceeded e -> "Healthy again after %s".formatted(spoken(e.took()));
      case RollbackFailed e -> "Failed at '%s'; nothing was changed".formatted(e.step());
      case HumanNeeded e -> "A human is needed: " + spoken(e.reason());
      case TriggerJoined e -> "A further trigger joined " + e.into();
      case TriggerSuppressed e -> "Nothing is done: " + e.reason();
      case SagaEntry e -> SagaHeadlines.of(e);
      case OperatorEntry e -> OperatorHeadlines.of(e);
      case LedgerEntry e -> ledger(e);
      case GuardEntry e -> guard(e);
    };
  }

  private static String ledger(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.ReleasesObserved e ->
          "%d new contents are live".formatted(e.releases().size());
      case LedgerEntry.ReleaseWatchStarted e -> "A release is watched until " + e.until();
      case LedgerEntry.ReleaseWatchEnded e ->
          switch (e.verdict()) {
            case HEALTHY -> "A release served well and is verified";
            case UNHEALTHY -> "A release did not serve well";
            case INCONCLUSIVE -> "How well a release serves could not be told";
          };
      case LedgerEntry.DryRunStarted _ -> "Looking at what a rollback would do";
    };
  }

  private static String guard(GuardEntry entry) {
    return switch (entry) {
      case GuardEntry.PermitGranted e ->
          "%s of %s may go on".formatted(e.rollbackId(), e.requester());
      case GuardEntry.PermitQueued e -> "%s of %s waits".formatted(e.rollbackId(), e.requester());
      case GuardEntry.PermitReturned e ->
          "%s of %s needs leave no longer".formatted(e.rollbackId(), e.requester());
      case GuardEntry.StormDeclared e ->
          "A storm: %s of %s is stopped until people agree"
              .formatted(e.rollbackId(), e.requester());
      case GuardEntry.HoldExpired _ -> "The hold ended by itself";
    };
  }

  static String spoken(HumanNeeded.Reason reason) {
    return switch (reason) {
      case NO_TARGET -> "there is nothing to go back to";
      case STEP_REFUSED -> "a step was refused";
      case STEP_TIMED_OUT -> "what became of a step is not known";
      case PARTLY_EXECUTED -> "only a part was rolled back";
      case TARGET_UNHEALTHY -> "the older release is unhealthy as well";
      case VERIFICATION_INCONCLUSIVE -> "its health could not be told";
      case VERIFICATION_TIMED_OUT -> "the verifier gave no answer";
      case RELAPSED -> "it became unhealthy again";
      case ROLLBACK_OF_A_ROLLBACK -> "what is live was rolled back to before";
      case APPROVAL_MISSING -> "nobody agreed in time";
      case HELD_TOO_LONG -> "a hold was not lifted in time";
      case NO_PERMIT -> "other rollbacks held what it needs for too long";
      case NO_WAY_BACK -> "there is no way back for this kind of trouble";
      case PLAN_KEEPS_CHANGING -> "the cluster kept changing while approval was awaited";
      case TARGET_QUARANTINED -> "the older release was condemned before it was gone to";
    };
  }

  static String spoken(Scenario scenario) {
    return scenario.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String spoken(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 120 ? seconds + " s" : "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }

  private static String targets(List<Target> targets) {
    return targets.stream()
        .map(target ->
            "%s to revision %d".formatted(target.workload().shortName(), target.revision()))
        .collect(Collectors.joining(", "));
  }

  private static String observed(List<Measurement> measurements) {
    long good = measurements.stream().filter(m -> m.verdict() == Verdict.HEALTHY).count();
    return "%d of %d checks are healthy".formatted(good, measurements.size());
  }
}

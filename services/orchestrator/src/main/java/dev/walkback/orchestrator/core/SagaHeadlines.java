package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.audit.SagaEntry.ApprovalAwaited;
import dev.walkback.events.audit.SagaEntry.ApprovalsVoid;
import dev.walkback.events.audit.SagaEntry.AttemptLeft;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.audit.SagaEntry.BudgetExceeded;
import dev.walkback.events.audit.SagaEntry.BudgetWarned;
import dev.walkback.events.audit.SagaEntry.HelpWanted;
import dev.walkback.events.audit.SagaEntry.OwnerStepSucceeded;
import dev.walkback.events.audit.SagaEntry.PermitReceived;
import dev.walkback.events.audit.SagaEntry.RecheckStarted;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.audit.SagaEntry.TargetGivenUp;
import dev.walkback.events.audit.SagaEntry.WaitStarted;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import java.util.Locale;

/** One sentence for each move between plan and end. */
final class SagaHeadlines {

  private SagaHeadlines() {}

  static String of(SagaEntry entry) {
    return switch (entry) {
      case ApprovalAwaited e ->
          "Waiting for %d to agree to plan %s, until %s"
              .formatted(e.approvers(), e.plan().abbreviated(), e.until());
      case ApprovalsVoid _ -> "The cluster changed; what was agreed to does not count any more";
      case RecheckStarted _ -> "Everybody agreed; reading the cluster once more";
      case WaitStarted e ->
          e.guards().isEmpty() ? "Waiting to begin" : "Asking leave of " + e.guards().getFirst();
      case PermitReceived e -> "%s gave leave".formatted(e.guard());
      case AttemptStarted e ->
          e.attempt() == 0 && e.round() == 1
              ? "Steps are on their way"
              : "Steps are on their way, attempt %d, round %d"
                  .formatted(e.attempt() + 1, e.round());
      case OwnerStepSucceeded e ->
          "%s %s %s revision %s"
              .formatted(
                  e.way().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  e.owner().name(),
                  e.effect() == Effect.APPLIED ? "went back to" : "was already at",
                  e.owner().revision());
      case AttemptLeft e ->
          "Attempt %d did not work; taking the next way".formatted(e.attempt() + 1);
      case TargetGivenUp _ ->
          "That release is bad as well; going one verified release further back";
      case HelpWanted e ->
          "An operator is needed until %s: %s".formatted(e.until(), Headlines.spoken(e.reason()));
      case RollbackAborted _ -> "Aborted by an operator";
      case BudgetWarned e -> "It gets tight: it should be healthy by " + e.deadline();
      case BudgetExceeded e -> "It should have been healthy by " + e.deadline();
    };
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.OperatorEntry.AbortAsked;
import dev.walkback.events.audit.OperatorEntry.Acknowledged;
import dev.walkback.events.audit.OperatorEntry.ApprovalGiven;
import dev.walkback.events.audit.OperatorEntry.BoxTicked;
import dev.walkback.events.audit.OperatorEntry.HoldLifted;
import dev.walkback.events.audit.OperatorEntry.HoldPlaced;
import dev.walkback.events.audit.OperatorEntry.PlanShown;
import dev.walkback.events.audit.OperatorEntry.RetryAsked;
import dev.walkback.events.audit.OperatorEntry.RollbackRejected;
import dev.walkback.events.audit.OperatorEntry.SoakEndAsked;
import dev.walkback.events.audit.OperatorEntry.SoakExtended;
import dev.walkback.events.audit.OperatorEntry.StandingCorrected;
import dev.walkback.events.audit.OperatorEntry.StepSkipped;

/** One sentence for each thing that an operator did. Who it was is in the entry. */
final class OperatorHeadlines {

  private OperatorHeadlines() {}

  static String of(OperatorEntry entry) {
    return switch (entry) {
      case ApprovalGiven _ -> "One more agreed";
      case RollbackRejected _ -> "The plan was rejected; nothing was changed";
      case AbortAsked _ -> "An operator aborts; nothing more is begun";
      case RetryAsked _ -> "An operator has it tried again";
      case StepSkipped e -> "An operator goes on without '%s'".formatted(e.step());
      case Acknowledged _ -> "A human has taken over";
      case BoxTicked e -> "A human ticked '%s'".formatted(e.box().title());
      case SoakExtended e -> "An operator has it watched until " + e.until();
      case SoakEndAsked _ -> "An operator ends the watch";
      case HoldPlaced e ->
          "Held" + e.hold().until().map(until -> " until " + until).orElse(" until resumed");
      case HoldLifted _ -> "No longer held";
      case StandingCorrected e ->
          "%s is %s, says an operator".formatted(e.template().abbreviated(), e.standing());
      case PlanShown e ->
          e.plan()
              .map(plan -> "A rollback would follow plan %s".formatted(plan.digest().abbreviated()))
              .orElse("A rollback would do nothing");
    };
  }
}

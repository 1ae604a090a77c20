package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.OperatorEntry;
import java.util.List;

/** What operators' commands put on record, as far as it moves a rollback. */
final class OfOperators {

  private OfOperators() {}

  static List<OperatorEntry> entriesFor(ApplicationState state) {
    TriggerSummary by = by("grace");
    var rollback = state.live().map(Rollback::id).orElse(World.idOf("Errors"));
    return List.of(
        new OperatorEntry.ApprovalGiven(
            by,
            state
                .live()
                .flatMap(live -> live.course().plan())
                .map(plan -> plan.digest())
                .orElse(World.V1)),
        new OperatorEntry.RollbackRejected(by),
        new OperatorEntry.AbortAsked(by),
        new OperatorEntry.RetryAsked(by),
        new OperatorEntry.StepSkipped(by, World.BACK_BACKEND),
        new OperatorEntry.Acknowledged(by, rollback),
        new OperatorEntry.BoxTicked(by, rollback, Box.STATUS_PAGE_UPDATED),
        new OperatorEntry.SoakExtended(by, World.NOON.plusSeconds(9000), 2),
        new OperatorEntry.SoakEndAsked(by));
  }

  static TriggerSummary by(String name) {
    return new TriggerSummary(
        new TriggerId("command-by-" + name),
        TriggerSummary.Origin.COMMAND,
        name,
        "looked at it",
        World.NOON,
        World.NOON);
  }
}

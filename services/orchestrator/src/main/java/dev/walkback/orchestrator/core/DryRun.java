package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.suspicion.Scenario;
import java.util.Optional;

/** Somebody asked what a rollback would do, and the cluster is being read for it. */
public record DryRun(
    RollbackId id, TriggerSummary trigger, Optional<Long> toRevision, Scenario scenario) {

  TimerName timer() {
    return new TimerName(id, TimerName.Kind.DRY_RUN);
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.plan.WorkloadContent;
import java.time.Instant;
import java.util.List;

/** What is live is being watched, to see whether it serves well. */
public record ReleaseWatch(RollbackId id, List<WorkloadContent> contents, Instant until) {

  public ReleaseWatch {
    contents = List.copyOf(contents);
  }

  TimerName timer() {
    return new TimerName(id, TimerName.Kind.WATCH);
  }
}

package dev.walkback.executor.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;

/**
 * The one write of a step: the workload gets this template back, and is marked as ours.
 *
 * @param template which content; the number beside it is for people
 */
public record PatchPlan(
    ContentDigest template, long revision, RollbackId rollbackId, String step, long fence) {

  /** What {@code kubectl rollout history} shows for it. */
  public String changeCause() {
    return "Walkback %s: back to revision %d (%s)"
        .formatted(rollbackId, revision, template.abbreviated());
  }
}

package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.hold.Hold;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the orchestrator knows of one application, or of one scope or guard: they live in the
 * same log under a key that no application can have. At most one rollback is live.
 *
 * @param chain where the audit stands; moved by whoever writes the records
 * @param watch the release that is being watched, if one is
 * @param dryRun the question that is being answered, if one is
 * @param hold the order to stand still that was given for exactly this key
 * @param guard who has leave of it; empty for an application
 */
public record ApplicationState(
    ApplicationId application,
    Optional<Rollback> live,
    Memory memory,
    Chain chain,
    Optional<ReleaseWatch> watch,
    Optional<DryRun> dryRun,
    Optional<Hold> hold,
    Guard guard) {

  public static ApplicationState unknown(ApplicationId application) {
    return new ApplicationState(
        application,
        Optional.empty(),
        Memory.EMPTY,
        Chain.EMPTY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Guard.EMPTY);
  }

  /** The same with one more audit record written, as these bytes. */
  public ApplicationState recorded(byte[] record) {
    return new ApplicationState(
        application, live, memory, chain.append(record), watch, dryRun, hold, guard);
  }

  /** The boxes of the rollback that is live, or was the last to end; empty for any other. */
  Optional<Checklist> boxesOf(RollbackId rollback) {
    return live.filter(now -> now.id().equals(rollback))
        .map(now -> now.story().checklist())
        .or(() ->
            memory
                .ending()
                .filter(ending -> ending.rollbackId().equals(rollback))
                .map(ending -> new Checklist(ending.checklist())));
  }

  /** Its own hold, if it is in force. */
  Optional<Hold> holdAt(Instant now) {
    return hold.filter(order -> order.holdsAt(now));
  }

  ApplicationState with(Rollback rollback) {
    return new ApplicationState(
        application, Optional.of(rollback), memory, chain, watch, dryRun, hold, guard);
  }

  ApplicationState with(Memory newMemory) {
    return new ApplicationState(application, live, newMemory, chain, watch, dryRun, hold, guard);
  }

  ApplicationState with(Guard newGuard) {
    return new ApplicationState(application, live, memory, chain, watch, dryRun, hold, newGuard);
  }

  ApplicationState withoutLive() {
    return new ApplicationState(
        application, Optional.empty(), memory, chain, watch, dryRun, hold, guard);
  }

  ApplicationState withWatch(Optional<ReleaseWatch> newWatch) {
    return new ApplicationState(application, live, memory, chain, newWatch, dryRun, hold, guard);
  }

  ApplicationState withDryRun(Optional<DryRun> newDryRun) {
    return new ApplicationState(application, live, memory, chain, watch, newDryRun, hold, guard);
  }

  ApplicationState withHold(Optional<Hold> newHold) {
    return new ApplicationState(application, live, memory, chain, watch, dryRun, newHold, guard);
  }
}

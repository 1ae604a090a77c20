package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.GuardEntry.HoldExpired;
import dev.walkback.events.audit.GuardEntry.PermitGranted;
import dev.walkback.events.audit.GuardEntry.PermitQueued;
import dev.walkback.events.audit.GuardEntry.PermitReturned;
import dev.walkback.events.audit.GuardEntry.StormDeclared;
import dev.walkback.orchestrator.core.Guard.Permit;
import java.time.Instant;
import java.util.Optional;

/** How a guard's decisions change who has its leave. */
final class GuardFold {

  private GuardFold() {}

  static ApplicationState evolve(ApplicationState state, GuardEntry entry, Instant at) {
    Guard guard = state.guard();
    return switch (entry) {
      case PermitGranted e -> {
        Permit permit = new Permit(e.requester(), e.rollbackId());
        if (guard.holds(permit)) {
          throw Moves.illegal(state, e);
        }
        yield state.with(guard.granted(permit, at));
      }
      case PermitQueued e ->
          state.with(guard.queued(new Permit(e.requester(), e.rollbackId()), at));
      case PermitReturned e ->
          state.with(guard.returned(new Permit(e.requester(), e.rollbackId())));
      case StormDeclared e ->
          state.with(guard.stormy(new Permit(e.requester(), e.rollbackId()), at));
      case HoldExpired _ -> state.withHold(Optional.empty());
    };
  }
}

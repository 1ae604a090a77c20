package dev.walkback.events.audit;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;

/** What a guard decided: entries of the guard's own audit, not of an application's. */
public sealed interface GuardEntry extends AuditEntry {

  /** This rollback may go on. */
  record PermitGranted(ApplicationId requester, RollbackId rollbackId) implements GuardEntry {}

  /** This rollback waits for others. */
  record PermitQueued(ApplicationId requester, RollbackId rollbackId) implements GuardEntry {}

  /** This rollback needs leave no longer, or never got it. */
  record PermitReturned(ApplicationId requester, RollbackId rollbackId) implements GuardEntry {}

  /** This rollback was stopped: too many want to go back at once. */
  record StormDeclared(ApplicationId requester, RollbackId rollbackId, String explanation)
      implements GuardEntry {}

  /** The hold of this scope ended by itself. */
  record HoldExpired() implements GuardEntry {}
}

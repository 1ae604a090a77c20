package dev.walkback.events.guard;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;

/**
 * An application's rollback asks a guard for leave, or gives it back. Asking twice is asking once.
 * The guard is the event's application: {@code *}{@code /*} for the fleet, {@code *}{@code /name}
 * for a shared resource.
 */
public sealed interface GuardRequest extends Event {

  ApplicationId requester();

  RollbackId rollbackId();

  /**
   * May this rollback go on?
   *
   * @param approved whether people agreed to it already, so that a storm does not stop it again
   */
  record Ask(
      ApplicationId application, ApplicationId requester, RollbackId rollbackId, boolean approved)
      implements GuardRequest {}

  /** It is over, or does not want to any more. */
  record GiveBack(ApplicationId application, ApplicationId requester, RollbackId rollbackId)
      implements GuardRequest {}
}

package dev.walkback.events.guard;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;

/** What a guard says to an application's rollback. */
public sealed interface GuardAnswer extends Event {

  ApplicationId guard();

  RollbackId rollbackId();

  /** Go on; give it back at the end. */
  record Granted(ApplicationId application, ApplicationId guard, RollbackId rollbackId)
      implements GuardAnswer {}

  /** Wait; others are before you. {@code Granted} follows. */
  record Queued(
      ApplicationId application, ApplicationId guard, RollbackId rollbackId, String explanation)
      implements GuardAnswer {}

  /** Too many want to go back at once: people decide. Nothing follows by itself. */
  record Storm(
      ApplicationId application, ApplicationId guard, RollbackId rollbackId, String explanation)
      implements GuardAnswer {}
}

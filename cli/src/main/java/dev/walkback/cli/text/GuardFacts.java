package dev.walkback.cli.text;

import dev.walkback.cli.text.Fact.Kind;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.GuardEntry;
import java.time.Instant;

/** What guards decided, each as one sentence. */
final class GuardFacts {

  private GuardFacts() {}

  static Fact of(ApplicationId guard, Instant at, GuardEntry entry) {
    return switch (entry) {
      case GuardEntry.PermitGranted e ->
          new Fact(Kind.DECIDED, at, "%s of %s may go on".formatted(e.rollbackId(), e.requester()));
      case GuardEntry.PermitQueued e ->
          new Fact(
              Kind.WAITING,
              at,
              "%s of %s waits until others have ended".formatted(e.rollbackId(), e.requester()));
      case GuardEntry.PermitReturned e ->
          new Fact(
              Kind.DECIDED,
              at,
              "%s of %s needs leave no longer".formatted(e.rollbackId(), e.requester()));
      case GuardEntry.StormDeclared e ->
          new Fact(
              Kind.HUMAN,
              at,
              "a storm: %s of %s is stopped until people agree: %s; see what they have in common, then: %s"
                  .formatted(
                      e.rollbackId(),
                      e.requester(),
                      Phrases.clean(e.explanation()),
                      ToType.status(e.requester())));
      case GuardEntry.HoldExpired _ ->
          new Fact(Kind.DECIDED, at, "the hold of %s ended by itself".formatted(guard.inWords()));
    };
  }
}

package dev.walkback.events.command;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import java.time.Instant;
import java.util.Optional;

/** An imperative by an operator. Every command ends in exactly one final audit record. */
public sealed interface Command extends Event {

  /** Who asks, as the client says it. */
  String issuer();

  /** Why, in the operator's words. */
  String reason();

  /** After this moment the command is no longer carried out, but rejected. */
  Instant expiresAt();

  /**
   * Roll the application back.
   *
   * @param toRevision the cluster's revision number to go to; only with a single workload. Absent:
   *     the newest content that is not live and not known to be bad
   */
  record RollBack(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      Optional<Long> toRevision)
      implements Command {

    public RollBack {
      if (issuer.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException(
            "Expected a command with an issuer and a reason, but one of them is empty");
      }
    }
  }
}

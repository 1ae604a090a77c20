package dev.walkback.events.command;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.Box;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import java.time.Instant;
import java.util.Optional;

/** An imperative by an operator. Every command ends in exactly one final audit record. */
public sealed interface Command extends Event {

  /** How long an issuer's name may be; it is kept with whatever he orders. */
  int LONGEST_ISSUER = 200;

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
   * @param scenario what the trouble is; absent: a bad deployment
   */
  record RollBack(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      Optional<Long> toRevision,
      Optional<Scenario> scenario)
      implements Command {

    public RollBack {
      requireSigned(issuer, reason);
    }

    public RollBack(
        ApplicationId application,
        String issuer,
        String reason,
        Instant expiresAt,
        Optional<Long> toRevision) {
      this(application, issuer, reason, expiresAt, toRevision, Optional.empty());
    }
  }

  /**
   * Say what a rollback would do, and why; touch nothing.
   *
   * @param toRevision as for a rollback
   * @param scenario as for a rollback
   */
  record PlanRollback(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      Optional<Long> toRevision,
      Optional<Scenario> scenario)
      implements Command {

    public PlanRollback {
      requireSigned(issuer, reason);
    }
  }

  /** Agree to a plan; to this one only, which its digest names. */
  record Approve(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId,
      ContentDigest plan)
      implements Command {

    public Approve {
      requireSigned(issuer, reason);
    }
  }

  /** Refuse the plan that waits for approval: nothing is done. */
  record Reject(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId)
      implements Command {

    public Reject {
      requireSigned(issuer, reason);
    }
  }

  /** Begin nothing more of this rollback, and end it. What was written stays written. */
  record Abort(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId)
      implements Command {

    public Abort {
      requireSigned(issuer, reason);
    }
  }

  /**
   * Stand still: no effect on a cluster begins in this scope.
   *
   * @param application an application, {@code namespace/*}, or {@code *}{@code /*} for everything
   * @param until when it ends by itself; absent: when somebody resumes
   */
  record Hold(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      Optional<Instant> until)
      implements Command {

    public Hold {
      requireSigned(issuer, reason);
    }
  }

  /** End the hold of exactly this scope. */
  record Resume(ApplicationId application, String issuer, String reason, Instant expiresAt)
      implements Command {

    public Resume {
      requireSigned(issuer, reason);
    }
  }

  /** Try again what did not work: the steps that were not taken, or the verification. */
  record Retry(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId)
      implements Command {

    public Retry {
      requireSigned(issuer, reason);
    }
  }

  /** Go on without a step that was not taken. */
  record SkipStep(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId,
      String step)
      implements Command {

    public SkipStep {
      requireSigned(issuer, reason);
    }
  }

  /** A human has taken over: a rollback in trouble ends, one that ended in trouble is marked. */
  record Acknowledge(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId)
      implements Command {

    public Acknowledge {
      requireSigned(issuer, reason);
    }
  }

  /**
   * A box that is left to humans is done. It may be given while the rollback goes on, and after its
   * end until the next one begins.
   */
  record TickBox(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId,
      Box box)
      implements Command {

    public TickBox {
      requireSigned(issuer, reason);
    }
  }

  /** Watch for longer. */
  record ExtendSoak(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId,
      Instant until)
      implements Command {

    public ExtendSoak {
      requireSigned(issuer, reason);
    }
  }

  /** Do not watch any longer; what was seen so far is good enough. */
  record EndSoak(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId)
      implements Command {

    public EndSoak {
      requireSigned(issuer, reason);
    }
  }

  /** Correct the ledger: this content is known to be so. */
  record CorrectStanding(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      ContentDigest template,
      Standing standing)
      implements Command {

    public CorrectStanding {
      requireSigned(issuer, reason);
    }
  }

  private static void requireSigned(String issuer, String reason) {
    if (issuer.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a command with an issuer and a reason, but one of them is empty");
    }
    if (issuer.length() > LONGEST_ISSUER) {
      throw new IllegalArgumentException(
          "Expected an issuer of at most %d characters, but found %d"
              .formatted(LONGEST_ISSUER, issuer.length()));
    }
  }
}

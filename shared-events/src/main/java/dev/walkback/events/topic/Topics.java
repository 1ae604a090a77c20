package dev.walkback.events.topic;

import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic.Retention;
import dev.walkback.events.trigger.AlertRaised;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import java.util.List;

/**
 * All topics of Walkback. They have the same number of partitions, so that an application is in the
 * same one everywhere.
 */
public final class Topics {

  private static final int KIB = 1024;

  /**
   * Largest record that Walkback reads as a trigger or command. Larger ones go to the dead letters.
   */
  public static final int MAX_INPUT_BYTES = 256 * KIB;

  /** Most alerts in one record that Walkback reads; one with more goes to the dead letters. */
  public static final int MAX_INPUT_ALERTS = 1_000;

  private static final int ROOM = 1024 * KIB;

  public static final Topic TRIGGERS =
      new Topic("walkback.triggers", List.of(AlertRaised.class), Retention.WEEK, ROOM);
  public static final Topic COMMANDS =
      new Topic("walkback.commands", List.of(Command.class), Retention.WEEK, ROOM);
  public static final Topic SUSPICIONS =
      new Topic(
          "walkback.suspicions", List.of(Suspicion.class, ReleaseSeen.class), Retention.WEEK, ROOM);
  public static final Topic EXECUTIONS =
      new Topic("walkback.executions", List.of(Execution.class), Retention.WEEK, ROOM);
  public static final Topic EXECUTION_OUTCOMES =
      new Topic(
          "walkback.execution-outcomes", List.of(ExecutionOutcome.class), Retention.WEEK, ROOM);
  public static final Topic VERIFICATIONS =
      new Topic("walkback.verifications", List.of(Verification.class), Retention.WEEK, ROOM);
  public static final Topic VERIFICATION_OUTCOMES =
      new Topic(
          "walkback.verification-outcomes",
          List.of(VerificationOutcome.class),
          Retention.WEEK,
          ROOM);
  public static final Topic POLICIES =
      new Topic(
          "walkback.policies",
          List.of(RollbackPolicy.class, FleetPolicy.class),
          Retention.LATEST_PER_KEY,
          ROOM);

  /** The ledger. */
  public static final Topic RELEASES =
      new Topic("walkback.releases", List.of(ReleaseLedger.class), Retention.LATEST_PER_KEY, ROOM);

  public static final Topic HOLDS =
      new Topic("walkback.holds", List.of(HoldChanged.class), Retention.LATEST_PER_KEY, ROOM);

  /** Keyed by the guard. */
  public static final Topic GUARD_REQUESTS =
      new Topic("walkback.guard-requests", List.of(GuardRequest.class), Retention.WEEK, ROOM);

  public static final Topic GUARD_ANSWERS =
      new Topic("walkback.guard-answers", List.of(GuardAnswer.class), Retention.WEEK, ROOM);

  /** For others: CDEvents by the CD Foundation, not events of ours. */
  public static final Topic CD_EVENTS =
      new Topic("walkback.cdevents", List.of(), Retention.WEEK, ROOM);

  public static final Topic STATUS =
      new Topic("walkback.status", List.of(RollbackStatus.class), Retention.LATEST_PER_KEY, ROOM);
  public static final Topic AUDIT =
      new Topic("walkback.audit", List.of(AuditRecord.class), Retention.FOREVER, ROOM);

  /**
   * The notifier's own memory: which chat message belongs to which rollback. Not a contract with
   * anyone else.
   */
  public static final Topic NOTIFIER_THREADS =
      new Topic("walkback.notifier-threads", List.of(), Retention.LATEST_PER_KEY, ROOM);

  /**
   * What could not be read or handled, as it was, with the reason in its headers. Has room for a
   * full record and its headers.
   */
  public static final Topic DEAD_LETTERS =
      new Topic("walkback.dead-letters", List.of(), Retention.FOREVER, 2 * ROOM);

  public static final List<Topic> ALL =
      List.of(
          TRIGGERS,
          COMMANDS,
          SUSPICIONS,
          EXECUTIONS,
          EXECUTION_OUTCOMES,
          VERIFICATIONS,
          VERIFICATION_OUTCOMES,
          POLICIES,
          RELEASES,
          HOLDS,
          GUARD_REQUESTS,
          GUARD_ANSWERS,
          CD_EVENTS,
          STATUS,
          AUDIT,
          NOTIFIER_THREADS,
          DEAD_LETTERS);

  private Topics() {}
}

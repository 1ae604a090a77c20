package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.TriggerId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.command.Command;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import dev.walkback.systemtests.simulation.cluster.ModelChat;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One thing that can be seen from outside. */
public sealed interface Fact {

  /** Somebody handed an alert or a command to Walkback. */
  record TriggerAccepted(TriggerId trigger, ApplicationId application, Optional<Command> command)
      implements Fact {}

  /** A record stands on the audit topic, as these bytes. */
  @SuppressWarnings("ArrayRecordComponent") // hashed, compared nowhere
  record AuditWritten(AuditRecord record, byte[] bytes, Instant visibleAt) implements Fact {}

  /** The orchestrator's state of an application is committed. */
  record StateCommitted(StoredApplication stored) implements Fact {}

  /** A process took an application over from the one before it, as it found it stored. */
  record TakenOver(StoredApplication stored) implements Fact {}

  /** Work for the executor or the verifier stands on its topic. */
  record WorkIssued(Event work) implements Fact {}

  /** What came of work stands on its topic. */
  record WorkAnswered(Event answer) implements Fact {}

  /**
   * A verifier came to a conclusion, whether or not it lives to tell it.
   *
   * @param servedWell whether all that it looked at had served well for longer than anybody asks
   */
  record Judged(Concluded end, boolean servedWell) implements Fact {}

  /** The cluster accepted a write. */
  record WorkloadWritten(ClusterWrite write) implements Fact {}

  /** A message stands in the chat. */
  record MessagePosted(ModelChat.Message message) implements Fact {}

  /** A core threw, so that a record was put aside. */
  record CoreBroke(String where, RuntimeException cause) implements Fact {}

  /** Nothing more will happen. */
  record Ended() implements Fact {}

  /**
   * Long after everything has ended.
   *
   * @param servingWell what is live of the applications that nothing is wrong with
   */
  record HoursLater(Map<ApplicationId, Set<ContentDigest>> servingWell) implements Fact {

    public HoursLater {
      servingWell = Map.copyOf(servingWell);
    }
  }

  /**
   * Everything is over: seen once before all processes are killed and begin again, and once when
   * they have found nothing more to do.
   *
   * @param records on all topics
   */
  record AtRest(long records) implements Fact {}
}

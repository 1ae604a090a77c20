package dev.walkback.orchestrator.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TraceParent;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verification;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.core.Fold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a decision down: numbers and chains its audit records over their bytes, takes the status
 * after it, and addresses the work. Pure; nothing leaves before the caller hands it on. Ids derive
 * from what caused them, so that the same decision written twice is the same events.
 */
public final class Scribe {

  private static final String SOURCE = "/walkback/orchestrator";

  private final EventCodec codec;

  public Scribe(EventCodec codec) {
    this.codec = codec;
  }

  public Written write(
      ApplicationState before, Decision decision, Instant now, Optional<TraceParent> trace) {
    List<Outgoing> records = new ArrayList<>();
    List<AuditRecord> audit = new ArrayList<>();
    ApplicationState state = before;
    @Nullable Told newest = null;
    for (AuditEntry entry : decision.entries()) {
      Fold.After after = Fold.after(state, entry, now);
      AuditRecord record = record(state, entry, after.status(), now);
      Optional<byte[]> status = record.status().map(codec::json);
      byte[] bytes =
          status.map(made -> codec.json(record, made)).orElseGet(() -> codec.json(record));
      state = after.state().recorded(bytes);
      audit.add(record);
      newest = status.map(made -> new Told(record, made)).orElse(newest);
      var envelope = envelope(auditId(record), record, now, traceOf(record, trace));
      records.add(new Outgoing(Topics.AUDIT, codec.encode(envelope, bytes)));
    }
    learnt(before, state, now, trace).forEach(records::add);
    List<LedgerRelease> ledger = state.memory().ledger().releases();
    audit.forEach(record ->
        CdEvents.of(record, ledger)
            .ifPresent(wire -> records.add(new Outgoing(Topics.CD_EVENTS, wire))));
    // Readers of the work may be faster than readers of the status; the order is for people only.
    if (newest != null) {
      records.add(status(newest, now, trace));
    }
    for (Effect effect : decision.effects()) {
      work(effect, now, trace).ifPresent(records::add);
    }
    return new Written(state, records, audit);
  }

  private static AuditRecord record(
      ApplicationState state, AuditEntry entry, Optional<RollbackStatus> status, Instant now) {
    return new AuditRecord(
        state.application(),
        state.chain().length() + 1,
        state.chain().last(),
        now,
        status.map(RollbackStatus::rollbackId),
        entry,
        status);
  }

  /** A record of a rollback, and the JSON of its status. */
  @SuppressWarnings("ArrayRecordComponent") // handed on as it is
  private record Told(AuditRecord record, byte[] status) {}

  private Outgoing status(Told newest, Instant now, Optional<TraceParent> trace) {
    RollbackStatus status = newest.record().status().orElseThrow();
    String id = status.rollbackId() + "/status/" + newest.record().sequence();
    return new Outgoing(
        Topics.STATUS,
        codec.encode(envelope(id, status, now, traceOf(newest.record(), trace)), newest.status()));
  }

  private Optional<Outgoing> work(Effect effect, Instant now, Optional<TraceParent> trace) {
    return switch (effect) {
      case Effect.Execute e -> Optional.of(execution(e.execution(), now, trace));
      case Effect.Verify v -> Optional.of(verification(v.verification(), now, trace));
      case Effect.AskGuard g -> Optional.of(asked(g.request(), now, trace));
      case Effect.AnswerGuarded g -> Optional.of(answered(g.answer(), now, trace));
      case Effect.StartTimer _, Effect.CancelTimer _ -> Optional.empty();
    };
  }

  /** The ledger and the hold as they are now, where they changed. */
  private List<Outgoing> learnt(
      ApplicationState before, ApplicationState after, Instant now, Optional<TraceParent> trace) {
    List<Outgoing> records = new ArrayList<>();
    String id = "%s/%d".formatted(after.application(), after.chain().length());
    TraceParent parent = trace.orElseGet(() -> TraceParent.derivedFrom(id));
    if (!before.memory().ledger().equals(after.memory().ledger())) {
      var ledger = new ReleaseLedger(after.application(), after.memory().ledger().releases());
      records.add(
          new Outgoing(
              Topics.RELEASES, codec.encode(envelope("ledger/" + id, ledger, now, parent))));
    }
    if (!before.hold().equals(after.hold())) {
      var changed = new HoldChanged(after.application(), after.hold());
      records.add(
          new Outgoing(Topics.HOLDS, codec.encode(envelope("hold/" + id, changed, now, parent))));
    }
    return records;
  }

  private Outgoing asked(GuardRequest request, Instant now, Optional<TraceParent> trace) {
    String id =
        "%s/%s/%s"
            .formatted(
                request.rollbackId(),
                switch (request) {
                  case GuardRequest.Ask _ -> "ask";
                  case GuardRequest.GiveBack _ -> "give-back";
                },
                request.application());
    return new Outgoing(
        Topics.GUARD_REQUESTS,
        codec.encode(envelope(id, request, now, traceOf(request.rollbackId(), trace))));
  }

  private Outgoing answered(GuardAnswer answer, Instant now, Optional<TraceParent> trace) {
    String id =
        "%s/%s/%s"
            .formatted(
                answer.rollbackId(),
                switch (answer) {
                  case GuardAnswer.Granted _ -> "granted";
                  case GuardAnswer.Queued _ -> "queued";
                  case GuardAnswer.Storm _ -> "storm";
                },
                answer.guard());
    return new Outgoing(
        Topics.GUARD_ANSWERS,
        codec.encode(envelope(id, answer, now, traceOf(answer.rollbackId(), trace))));
  }

  private Outgoing execution(Execution execution, Instant now, Optional<TraceParent> trace) {
    RollbackId rollback = execution.rollbackId();
    String id = rollback + "/" + execution.step();
    return new Outgoing(
        Topics.EXECUTIONS, codec.encode(envelope(id, execution, now, traceOf(rollback, trace))));
  }

  private Outgoing verification(
      Verification verification, Instant now, Optional<TraceParent> trace) {
    RollbackId rollback = verification.rollbackId();
    String id =
        rollback
            + switch (verification) {
              case Verification.AwaitRecovery _ -> "/recovery";
              case Verification.Soak _ -> "/soak";
              case Verification.WatchRelease _ -> "/watch";
            }
            + verification.round().filter(round -> round > 1).map(round -> "/" + round).orElse("");
    return new Outgoing(
        Topics.VERIFICATIONS,
        codec.encode(envelope(id, verification, now, traceOf(rollback, trace))));
  }

  private static <E extends Event> Envelope<E> envelope(
      String id, E data, Instant now, TraceParent trace) {
    return new Envelope<>(id, SOURCE, now, Optional.of(trace.child(id)), data);
  }

  private static String auditId(AuditRecord record) {
    ApplicationId application = record.application();
    return "audit/" + application + "/" + record.sequence();
  }

  private static TraceParent traceOf(AuditRecord record, Optional<TraceParent> trace) {
    return trace.orElseGet(() ->
        TraceParent.derivedFrom(
            record.rollback().map(RollbackId::toString).orElseGet(() -> auditId(record))));
  }

  /** A timer brings no trace; one that derives from the rollback is the same each time. */
  private static TraceParent traceOf(RollbackId rollback, Optional<TraceParent> trace) {
    return trace.orElseGet(() -> TraceParent.derivedFrom(rollback.toString()));
  }
}

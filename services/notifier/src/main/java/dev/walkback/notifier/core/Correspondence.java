package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.OperatorEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All that the notifier remembers of one application: what is to be told, and what was. It is
 * folded from audit records and from what came of deliveries; the same inputs give the same value.
 *
 * <p>Bounded: at most {@value #MAX_THREADS} rollbacks (finished ones go first) and one notice of
 * each kind.
 *
 * @param lastSequence number of the newest record that was folded in
 * @param lastAt when that was
 * @param threads oldest first
 * @param held when a notice of a reason was last told, and how many were held back since
 */
public record Correspondence(
    ApplicationId application,
    long lastSequence,
    Instant lastAt,
    List<RollbackThread> threads,
    List<Notice> notices,
    Map<String, Held> held) {

  static final int MAX_THREADS = 20;
  private static final String STORM = "STORM";
  private static final String HOLD = "HOLD";
  private static final String LEDGER = "LEDGER";

  /** Notices of one reason that were held back since the last one was told. */
  public record Held(Instant toldAt, int count) {}

  public Correspondence {
    threads = List.copyOf(threads);
    notices = List.copyOf(notices);
    held = Map.copyOf(held);
  }

  public static Correspondence none(ApplicationId application) {
    return new Correspondence(application, 0, Instant.EPOCH, List.of(), List.of(), Map.of());
  }

  /**
   * What to go on with of two that were kept one after the other. Whoever lost the application
   * without being told so may have kept an old one last, or have left in it a notice that the other
   * one has told: after the same record, what only one of them has to tell is told.
   */
  public Correspondence orLater(Correspondence later) {
    if (later.lastAt.isBefore(lastAt)) {
      return this;
    }
    boolean sameRecord = later.lastAt.equals(lastAt) && later.lastSequence == lastSequence;
    return sameRecord ? later.withoutNotices(notice -> !notices.contains(notice)) : later;
  }

  /** Takes in a record. One that was taken in before changes nothing. */
  public Correspondence fold(AuditRecord record, Rules rules, Instant now) {
    if (record.sequence() <= lastSequence && !record.at().isAfter(lastAt)) {
      return this;
    }
    Correspondence seen =
        new Correspondence(application, record.sequence(), record.at(), threads, notices, held);
    boolean old = record.at().isBefore(now.minus(rules.maxAge()));
    if (record.entry() instanceof AuditEntry.TriggerSuppressed suppressed
        && seen.tells(suppressed)) {
      return old ? seen : seen.withSuppressed(suppressed, record.at(), rules);
    }
    if (record.status().isPresent()) {
      return seen.withRollback(record, rules, old);
    }
    if (record.entry() instanceof OperatorEntry.Acknowledged taken) {
      return seen.withTakenOver(taken, record);
    }
    return old ? seen : seen.withScope(record, rules);
  }

  private Correspondence withRollback(AuditRecord record, Rules rules, boolean old) {
    var status = record.status().orElseThrow();
    Optional<RollbackThread> known = thread(status.rollbackId());
    if (known.isPresent()) {
      return replace(status.rollbackId(), thread -> thread.fold(record, status, rules));
    }
    if (old || record.entry() instanceof OperatorEntry.BoxTicked) {
      return this; // a box that is ticked after the end begins no message
    }
    List<RollbackThread> next = new ArrayList<>(threads);
    next.removeIf(RollbackThread::isFinished);
    next.add(RollbackThread.begin(record, status, rules));
    return threads(next.size() <= MAX_THREADS ? next : next.subList(1, next.size()));
  }

  private boolean tells(AuditEntry.TriggerSuppressed suppressed) {
    Optional<Instant> lastEnd =
        threads.reversed().stream().flatMap(t -> t.known().endedAt().stream()).findFirst();
    return Notices.worthTelling(suppressed, lastEnd);
  }

  private Correspondence withSuppressed(
      AuditEntry.TriggerSuppressed suppressed, Instant at, Rules rules) {
    return throttled(
        suppressed.reason().name(),
        at,
        rules.noticeInterval(),
        heldBack ->
            new Notice(
                suppressed.reason().name(),
                channel(rules),
                Notices.card(application, suppressed, heldBack)));
  }

  /**
   * A hold, a storm, a correction: told each time, but for a storm, which comes in many records.
   */
  private Correspondence withScope(AuditRecord record, Rules rules) {
    Optional<Card> card = ScopeNotices.card(record);
    if (card.isEmpty()) {
      return this;
    }
    Optional<String> channel = channel(rules);
    if (record.entry() instanceof GuardEntry.StormDeclared) {
      return throttled(
          STORM,
          record.at(),
          rules.joinInterval(),
          heldBack -> new Notice(STORM, channel, Notices.withHeldBack(card.get(), heldBack)));
    }
    String key = record.entry() instanceof OperatorEntry.StandingCorrected ? LEDGER : HOLD;
    return waiting(new Notice(key, channel, card.get()), held);
  }

  private Correspondence throttled(
      String key, Instant at, Duration interval, IntFunction<Notice> notice) {
    Optional<Held> last = Optional.ofNullable(held.get(key));
    Map<String, Held> nextHeld = new LinkedHashMap<>(held);
    if (last.isPresent() && at.isBefore(last.get().toldAt().plus(interval))) {
      nextHeld.put(key, new Held(last.get().toldAt(), last.get().count() + 1));
      return new Correspondence(application, lastSequence, lastAt, threads, notices, nextHeld);
    }
    nextHeld.put(key, new Held(at, 0));
    return waiting(notice.apply(last.map(Held::count).orElse(0)), nextHeld);
  }

  private Correspondence waiting(Notice notice, Map<String, Held> nextHeld) {
    List<Notice> waiting = new ArrayList<>(notices);
    waiting.removeIf(older -> older.key().equals(notice.key()));
    waiting.add(notice);
    return new Correspondence(application, lastSequence, lastAt, threads, waiting, nextHeld);
  }

  private Correspondence withTakenOver(OperatorEntry.Acknowledged taken, AuditRecord record) {
    return OperatorReplies.of(taken, record)
        .map(reply ->
            replace(taken.rollback(), thread -> thread.takenOver(reply, taken.trigger().name())))
        .orElse(this);
  }

  /** What concerns many applications has a channel of its own, if there is one. */
  private Optional<String> channel(Rules rules) {
    Optional<String> own = application.isScope() ? rules.fleetChannel() : channel();
    return own.or(rules::defaultChannel);
  }

  /** The channel that this application's policy named last. */
  private Optional<String> channel() {
    return threads.reversed().stream().flatMap(thread -> thread.channel().stream()).findFirst();
  }

  /** What to tell next: running rollbacks before notices, older ones first. */
  public Optional<Delivery> next(Style style) {
    return threads.stream()
        .flatMap(thread -> thread.next(style).stream())
        .findFirst()
        .or(() -> notices.stream().findFirst().map(Delivery.PostNotice::new));
  }

  /**
   * It reached people: in the chat at {@code where}, or, where that is empty, in the log or in a
   * chat that does not say.
   */
  public Correspondence told(Delivery delivery, Optional<Posted> where) {
    return switch (delivery) {
      case Delivery.PostParent parent ->
          replace(
              parent.rollbackId(),
              thread -> thread.told(parent.number(), where).called(parent.card()));
      case Delivery.UpdateParent update ->
          replace(update.rollbackId(), thread -> thread.told(update.number(), Optional.empty()));
      case Delivery.PostReply reply ->
          replace(reply.rollbackId(), thread -> thread.without(reply.reply()));
      case Delivery.PostNotice notice -> withoutNotices(notice.notice()::equals);
    };
  }

  private Correspondence withoutNotices(Predicate<Notice> told) {
    return new Correspondence(
        application,
        lastSequence,
        lastAt,
        threads,
        notices.stream().filter(told.negate()).toList(),
        held);
  }

  /**
   * The chat was searched for our messages: where the parent stands, if it does, and which replies
   * arrived. What the parent shows is not known, so it is updated.
   */
  public Correspondence found(RollbackId id, Optional<Posted> parent, Set<String> replyKeys) {
    return replace(
        id,
        thread -> {
          RollbackThread next = thread.told(0, parent);
          for (Reply reply : thread.replies()) {
            next = replyKeys.contains(reply.key()) ? next.without(reply) : next;
          }
          return next;
        });
  }

  /**
   * A channel did not take it: it is told in another one, and so is what follows of its rollback.
   */
  Correspondence moved(Delivery delivery, Detour detour) {
    return switch (delivery) {
      case Delivery.PostParent(var id, _, _, _, _) -> moved(id, detour);
      case Delivery.UpdateParent(var id, _, _, _, _, _) -> moved(id, detour);
      case Delivery.PostReply(var id, _, _, _) -> moved(id, detour);
      case Delivery.PostNotice(Notice told) ->
          new Correspondence(
              application,
              lastSequence,
              lastAt,
              threads,
              notices.stream().map(each -> each.equals(told) ? detour.of(told) : each).toList(),
              held);
    };
  }

  private Correspondence moved(RollbackId id, Detour detour) {
    return replace(id, thread -> thread.moved(detour));
  }

  /** Our message is gone from the chat. */
  public Correspondence forget(RollbackId id) {
    return replace(id, RollbackThread::forgetMessage);
  }

  public Optional<RollbackThread> thread(RollbackId id) {
    return threads.stream().filter(thread -> thread.id().equals(id)).findFirst();
  }

  private Correspondence replace(RollbackId id, UnaryOperator<RollbackThread> change) {
    return threads(
        threads.stream()
            .map(thread -> thread.id().equals(id) ? change.apply(thread) : thread)
            .toList());
  }

  private Correspondence threads(List<RollbackThread> next) {
    return new Correspondence(application, lastSequence, lastAt, next, notices, held);
  }
}

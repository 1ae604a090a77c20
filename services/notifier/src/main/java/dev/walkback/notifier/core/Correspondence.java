package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that the notifier remembers of one application: what is to be told, and what was. It is
 * folded from audit records and from what came of deliveries; the same inputs give the same value.
 *
 * <p>Bounded: at most {@value #MAX_THREADS} rollbacks (finished ones go first) and one notice for
 * each reason.
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
   * Which of two to go on with that were kept one after the other. Whoever lost the application
   * without being told so may have kept an old one last.
   */
  public Correspondence orLater(Correspondence later) {
    return later.lastAt.isBefore(lastAt) ? this : later;
  }

  /** Takes in a record. One that was taken in before changes nothing. */
  public Correspondence fold(AuditRecord record, Rules rules, Instant now) {
    if (record.sequence() <= lastSequence && !record.at().isAfter(lastAt)) {
      return this;
    }
    Correspondence seen =
        new Correspondence(application, record.sequence(), record.at(), threads, notices, held);
    boolean old = record.at().isBefore(now.minus(rules.maxAge()));
    if (record.entry() instanceof AuditEntry.TriggerSuppressed suppressed) {
      return old ? seen : seen.withSuppressed(suppressed, record.at(), rules);
    }
    return record.status().isPresent() ? seen.withRollback(record, rules, old) : seen;
  }

  private Correspondence withRollback(AuditRecord record, Rules rules, boolean old) {
    var status = record.status().orElseThrow();
    Optional<RollbackThread> known = thread(status.rollbackId());
    if (known.isPresent()) {
      return replace(status.rollbackId(), thread -> thread.fold(record, status, rules));
    }
    if (old) {
      return this;
    }
    List<RollbackThread> next = new ArrayList<>(threads);
    next.removeIf(RollbackThread::isFinished);
    next.add(RollbackThread.begin(record, status, rules));
    return threads(next.size() <= MAX_THREADS ? next : next.subList(1, next.size()));
  }

  private Correspondence withSuppressed(
      AuditEntry.TriggerSuppressed suppressed, Instant at, Rules rules) {
    if (!Notices.worthTelling(suppressed.reason())) {
      return this;
    }
    String key = suppressed.reason().name();
    Optional<Held> last = Optional.ofNullable(held.get(key));
    Map<String, Held> nextHeld = new LinkedHashMap<>(held);
    if (last.isPresent() && at.isBefore(last.get().toldAt().plus(rules.noticeInterval()))) {
      nextHeld.put(key, new Held(last.get().toldAt(), last.get().count() + 1));
      return new Correspondence(application, lastSequence, lastAt, threads, notices, nextHeld);
    }
    nextHeld.put(key, new Held(at, 0));
    List<Notice> waiting = new ArrayList<>(notices);
    waiting.removeIf(notice -> notice.key().equals(key));
    Card card = Notices.card(application, suppressed, last.map(Held::count).orElse(0));
    waiting.add(new Notice(key, channel().or(rules::defaultChannel), card));
    return new Correspondence(application, lastSequence, lastAt, threads, waiting, nextHeld);
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
          replace(parent.rollbackId(), thread -> thread.told(parent.number(), where));
      case Delivery.UpdateParent update ->
          replace(update.rollbackId(), thread -> thread.told(update.number(), Optional.empty()));
      case Delivery.PostReply reply ->
          replace(reply.rollbackId(), thread -> thread.without(reply.reply()));
      case Delivery.PostNotice notice ->
          new Correspondence(
              application,
              lastSequence,
              lastAt,
              threads,
              notices.stream().filter(waiting -> !waiting.equals(notice.notice())).toList(),
              held);
    };
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

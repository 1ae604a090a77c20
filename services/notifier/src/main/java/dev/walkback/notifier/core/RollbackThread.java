package dev.walkback.notifier.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told of one rollback, and what was. Only the newest parent is kept, and of replies
 * about one subject only the newest: who is behind tells the present, not the past. At most {@value
 * #MAX_REPLIES} replies wait; then the oldest goes, for the audit has them all.
 *
 * @param since when the rollback began; a message of ours cannot be older
 * @param cardNumber grows with every change of the card
 * @param toldNumber number of the newest card that reached people, 0 for none
 * @param posted where the parent stands, once it does
 * @param known what the records said beyond the card
 * @param toldCall what people were called for last, where messages cannot be edited
 * @param newsNumber number of the newest card that is worth a message of its own; absent in what an
 *     earlier version saved
 */
public record RollbackThread(
    RollbackId id,
    Optional<String> channel,
    Instant since,
    Card card,
    long cardNumber,
    long toldNumber,
    Optional<Posted> posted,
    List<Reply> replies,
    Knowledge known,
    Optional<Instant> joinedToldAt,
    Optional<String> toldCall,
    Optional<Long> newsNumber) {

  static final int MAX_REPLIES = 30;

  public RollbackThread {
    replies = List.copyOf(replies);
    // Absent in what an earlier version saved.
    known = known == null ? Knowledge.NOTHING : known;
  }

  static RollbackThread begin(AuditRecord record, RollbackStatus status, Rules rules) {
    return new RollbackThread(
            status.rollbackId(),
            status.slackChannel().or(rules::defaultChannel),
            status.history().isEmpty() ? record.at() : status.history().getFirst().at(),
            ParentCard.of(status, record.entry(), Knowledge.NOTHING),
            1,
            0,
            Optional.empty(),
            List.of(),
            Knowledge.NOTHING,
            Optional.empty(),
            Optional.empty(),
            Optional.of(1L))
        .fold(record, status, rules);
  }

  RollbackThread fold(AuditRecord record, RollbackStatus status, Rules rules) {
    Knowledge next = known.fold(record);
    boolean news = !card.last();
    Card shown = news ? ParentCard.of(status, record.entry(), next) : ticked(status);
    Optional<Reply> reply =
        Replies.of(record, next)
            .filter(r -> due(r, record.at(), rules))
            .filter(r -> !isToldPlan(record, r));
    Optional<Instant> joined =
        reply
            .filter(r -> r.key().equals(Replies.JOINED))
            .map(_ -> record.at())
            .or(() -> joinedToldAt);
    List<Reply> waiting = reply.map(this::with).orElse(replies);
    return shows(shown, next, waiting, joined, news);
  }

  /** After the end its boxes may change, and nothing else. */
  private Card ticked(RollbackStatus status) {
    Card marked = card.withChecklist(status.checklist());
    return LeftForHumans.of(status).map(marked::with).orElse(marked);
  }

  /** Somebody took it over after its end; the rest of what is shown stays as it was. */
  RollbackThread takenOver(Reply reply, String by) {
    return shows(
        card.with(ParentFacts.takenOver(by)), known.inHandsOf(by), with(reply), joinedToldAt, true);
  }

  private RollbackThread shows(
      Card next, Knowledge learnt, List<Reply> waiting, Optional<Instant> joined, boolean news) {
    long number = next.equals(card) ? cardNumber : cardNumber + 1;
    return new RollbackThread(
        id,
        channel,
        since,
        next,
        number,
        toldNumber,
        posted,
        waiting,
        learnt,
        joined,
        toldCall,
        Optional.of(news ? number : newest()));
  }

  /** After approval the plan is settled once more; if it is the same, people have read it. */
  private boolean isToldPlan(AuditRecord record, Reply reply) {
    return record.entry() instanceof AuditEntry.TargetsResolved
        && Replies.of(record, known).filter(reply::equals).isPresent();
  }

  private boolean due(Reply reply, Instant at, Rules rules) {
    return !reply.key().equals(Replies.JOINED)
        || joinedToldAt.isEmpty()
        || !at.isBefore(joinedToldAt.get().plus(rules.joinInterval()));
  }

  private List<Reply> with(Reply reply) {
    List<Reply> next = new ArrayList<>(replies);
    next.removeIf(waiting -> waiting.key().equals(reply.key()));
    next.add(reply);
    return next.size() <= MAX_REPLIES ? next : next.subList(1, next.size());
  }

  Optional<Delivery> next(Style style) {
    return switch (style) {
      case THREADED -> nextThreaded();
      case START_AND_END -> nextOfTwo();
    };
  }

  private Optional<Delivery> nextThreaded() {
    if (toldNumber < cardNumber) {
      return Optional.of(
          posted
              .<Delivery>map(at ->
                  new Delivery.UpdateParent(
                      id, channel, at, card, cardNumber, toldNumber < newest()))
              .orElseGet(this::parent));
    }
    return replies.stream()
        .findFirst()
        .map(reply -> new Delivery.PostReply(id, channel, posted, reply));
  }

  private Optional<Delivery> nextOfTwo() {
    boolean start = toldNumber == 0;
    boolean end = card.last() && toldNumber < newest();
    boolean call = card.call().isPresent() && !card.call().equals(toldCall);
    return start || end || call ? Optional.of(parent()) : Optional.empty();
  }

  private Delivery parent() {
    return new Delivery.PostParent(id, channel, since, card, cardNumber);
  }

  /** Whether its end reached people: the parent's last card says all that its replies say. */
  boolean isFinished() {
    return card.last() && toldNumber >= newest();
  }

  private long newest() {
    return newsNumber.orElse(cardNumber);
  }

  /**
   * @param number of the card that reached people; 0 where that is not known
   */
  RollbackThread told(long number, Optional<Posted> where) {
    return new RollbackThread(
        id,
        channel,
        since,
        card,
        cardNumber,
        Math.max(toldNumber, number),
        where.or(() -> posted),
        replies,
        known,
        joinedToldAt,
        toldCall,
        newsNumber);
  }

  /** People were called for this, if it calls them. */
  RollbackThread called(Card told) {
    return new RollbackThread(
        id,
        channel,
        since,
        card,
        cardNumber,
        toldNumber,
        posted,
        replies,
        known,
        joinedToldAt,
        told.call().or(() -> toldCall),
        newsNumber);
  }

  /** Drops exactly this reply; a newer one about the same subject still waits. */
  RollbackThread without(Reply reply) {
    List<Reply> rest = replies.stream().filter(waiting -> !waiting.equals(reply)).toList();
    return new RollbackThread(
        id,
        channel,
        since,
        card,
        cardNumber,
        toldNumber,
        posted,
        rest,
        known,
        joinedToldAt,
        toldCall,
        newsNumber);
  }

  /** Its channel takes nothing any more: it goes on in another one, from its parent on. */
  RollbackThread moved(Detour detour) {
    return new RollbackThread(
        id,
        Optional.of(detour.to()),
        since,
        card,
        cardNumber,
        0,
        Optional.empty(),
        with(detour.reply()),
        known,
        joinedToldAt,
        toldCall,
        newsNumber);
  }

  /** The message is gone from the chat: the next one is posted anew. */
  RollbackThread forgetMessage() {
    return new RollbackThread(
        id,
        channel,
        since,
        card,
        cardNumber,
        0,
        Optional.empty(),
        replies,
        known,
        joinedToldAt,
        toldCall,
        newsNumber);
  }
}

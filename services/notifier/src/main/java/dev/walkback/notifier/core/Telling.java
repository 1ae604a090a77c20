package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.notifier.core.Chat.Outcome;
import dev.walkback.notifier.core.Chat.Search;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One application's correspondence at work: what is to be done next, and what follows from how it
 * went. The correspondence is what must survive; what is unsure is known anew after a restart.
 *
 * @param unsure rollbacks of which messages may stand in the chat that are not known here
 */
public record Telling(Correspondence correspondence, Set<RollbackId> unsure) {

  /** A record that is older when it first comes in may have been told by someone before us. */
  private static final Duration LATE = Duration.ofSeconds(30);

  public Telling {
    unsure = Set.copyOf(unsure);
  }

  /** Nothing was told yet. */
  public static Telling none(ApplicationId application) {
    return new Telling(Correspondence.none(application), Set.of());
  }

  /** Whoever kept this may have told more than it says. */
  public static Telling resumed(Correspondence kept) {
    Set<RollbackId> all = new HashSet<>();
    kept.threads().forEach(thread -> all.add(thread.id()));
    return new Telling(kept, all);
  }

  /** Takes in a record. */
  public Telling take(AuditRecord record, Rules rules, Instant now) {
    boolean unknown = correspondence.lastSequence() == 0;
    boolean late = record.at().isBefore(now.minus(LATE));
    Telling taken = with(correspondence.fold(record, rules, now));
    return unknown && late
        ? record.rollback().map(id -> taken.unsure(id, true)).orElse(taken)
        : taken;
  }

  /** What is to be done next. */
  public Optional<Task> next(Style style) {
    return correspondence
        .next(style)
        .map(delivery ->
            switch (delivery) {
              case Delivery.PostParent parent ->
                  toSearch(parent.rollbackId(), delivery).orElse(new Task.Tell(delivery));
              case Delivery.PostReply reply ->
                  toSearch(reply.rollbackId(), delivery)
                      .orElse(
                          reply.parent().isPresent()
                              ? new Task.Tell(delivery)
                              : new Task.Log(delivery));
              case Delivery.UpdateParent _, Delivery.PostNotice _ -> new Task.Tell(delivery);
            });
  }

  /** After trying to tell something. */
  public Telling told(Delivery delivery, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Told told -> with(correspondence.told(delivery, told.where()));
      case Outcome.Refused _ -> with(correspondence.told(delivery, Optional.empty()));
      case Outcome.TryAgain again ->
          again.perhapsSent() ? delivery.rollback().map(id -> unsure(id, true)).orElse(this) : this;
      case Outcome.Elsewhere elsewhere -> {
        Telling moved = with(correspondence.moved(delivery, Detour.of(delivery, elsewhere)));
        // Who was here before us may have moved it already, and died before that was kept.
        yield delivery.rollback().map(id -> moved.unsure(id, true)).orElse(moved);
      }
      case Outcome.Gone _ ->
          delivery.rollback().map(id -> with(correspondence.forget(id))).orElse(this);
    };
  }

  /** After it went to the log instead. */
  public Telling logged(Delivery delivery) {
    return with(correspondence.told(delivery, Optional.empty()));
  }

  /** After looking in the chat. */
  public Telling searched(RollbackId id, Search search) {
    return switch (search) {
      case Search.Seen seen ->
          unsure(id, false).with(correspondence.found(id, seen.parent(), seen.replies()));
      case Search.Blind _ -> unsure(id, false);
      case Search.TryAgain _ -> this;
    };
  }

  /** One thing to do. */
  public sealed interface Task {

    Delivery delivery();

    /** Tell this. */
    record Tell(Delivery delivery) implements Task {}

    /** Put it into the log: there is nothing in the chat that it could stand under. */
    record Log(Delivery delivery) implements Task {}

    /** Look in the chat for messages of this rollback, before this is told. */
    record Look(RollbackThread thread, Delivery delivery) implements Task {}
  }

  private Optional<Task> toSearch(RollbackId id, Delivery delivery) {
    return Optional.of(id)
        .filter(unsure::contains)
        .flatMap(correspondence::thread)
        .map(thread -> new Task.Look(thread, delivery));
  }

  private Telling unsure(RollbackId id, boolean value) {
    Set<RollbackId> changed = new HashSet<>(unsure);
    boolean _ = value ? changed.add(id) : changed.remove(id);
    return new Telling(correspondence, changed);
  }

  private Telling with(Correspondence changed) {
    return new Telling(changed, unsure);
  }
}

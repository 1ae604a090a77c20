package dev.walkback.notifier.core;

import dev.walkback.events.RollbackId;
import java.time.Instant;
import java.util.Optional;

/** The next thing to tell, complete in itself. */
public sealed interface Delivery {

  Optional<String> channel();

  /** The rollback that it is about, if any. */
  default Optional<RollbackId> rollback() {
    return switch (this) {
      case PostParent parent -> Optional.of(parent.rollbackId());
      case UpdateParent update -> Optional.of(update.rollbackId());
      case PostReply reply -> Optional.of(reply.rollbackId());
      case PostNotice _ -> Optional.empty();
    };
  }

  /** What metrics call it. */
  default String kind() {
    return switch (this) {
      case PostParent _ -> "parent";
      case UpdateParent _ -> "update";
      case PostReply _ -> "reply";
      case PostNotice _ -> "notice";
    };
  }

  Card card();

  /** The first message of a rollback; where messages cannot be edited also its last one. */
  record PostParent(
      RollbackId rollbackId, Optional<String> channel, Instant since, Card card, long number)
      implements Delivery {}

  /**
   * The same message, newer.
   *
   * @param news whether it is more than a box that was ticked after the end
   */
  record UpdateParent(
      RollbackId rollbackId,
      Optional<String> channel,
      Posted posted,
      Card card,
      long number,
      boolean news)
      implements Delivery {}

  /** A message below it; without a parent only where the parent could not be posted. */
  record PostReply(
      RollbackId rollbackId, Optional<String> channel, Optional<Posted> parent, Reply reply)
      implements Delivery {

    @Override
    public Card card() {
      return reply.card();
    }
  }

  /** A message of its own. */
  record PostNotice(Notice notice) implements Delivery {

    @Override
    public Optional<String> channel() {
      return notice.channel();
    }

    @Override
    public Card card() {
      return notice.card();
    }
  }
}

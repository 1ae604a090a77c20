package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.SagaEntry.ApprovalsVoid;
import dev.walkback.notifier.core.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Three messages about one rollback read like three rollbacks. A plan that fell because the world
 * moved may be made again word for word, when the world moves back: then it is told again, once for
 * each time that approvals became void.
 */
final class ToldOnce implements Invariant {

  private final Map<Told, Long> told = new HashMap<>();

  private record Told(RollbackId rollback, String part, Optional<Reply> reply) {}

  @Override
  public String sentence() {
    return "A rollback has one message in the chat, and each reply below it once";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.MessagePosted(var message)
            && message.rollback().isPresent()
            && !message.excused()
        ? Invariant.unless(
            told.merge(
                    new Told(message.rollback().get(), message.part(), message.reply()),
                    1L,
                    Long::sum)
                <= (message.reply().isPresent() ? mayBeSaid(message.rollback().get(), before) : 1),
            "%s of %s was posted again",
            message.part(),
            message.rollback().get())
        : Optional.empty();
  }

  private static long mayBeSaid(RollbackId rollback, Chronicle before) {
    return 1 + before.tale(rollback).map(tale -> tale.count(ApprovalsVoid.class)).orElse(0L);
  }
}

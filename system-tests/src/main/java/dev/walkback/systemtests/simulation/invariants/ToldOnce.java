package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.RollbackId;
import dev.walkback.notifier.core.Reply;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Three messages about one rollback read like three rollbacks. */
final class ToldOnce implements Invariant {

  private final Set<Told> told = new HashSet<>();

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
            told.add(new Told(message.rollback().get(), message.part(), message.reply())),
            "%s of %s was posted again",
            message.part(),
            message.rollback().get())
        : Optional.empty();
  }
}

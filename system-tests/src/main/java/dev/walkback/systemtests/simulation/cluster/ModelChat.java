package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.RollbackId;
import dev.walkback.notifier.core.Chat.Outcome;
import dev.walkback.notifier.core.Chat.Search;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.Posted;
import dev.walkback.notifier.core.Reply;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Fault.ChatTrouble;
import dev.walkback.systemtests.simulation.world.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A chat with threads, reduced to which message stands where. */
public final class ModelChat {

  private static final String CHANNEL = "C1";

  private final List<Message> messages = new ArrayList<>();
  private final List<RollbackId> deleted = new ArrayList<>();
  private final Agenda agenda;
  private final Faults faults;
  private final Consumer<Message> witness;
  private int posted;

  public ModelChat(Agenda agenda, Faults faults, Consumer<Message> witness) {
    this.agenda = agenda;
    this.faults = faults;
    this.witness = witness;
  }

  /**
   * One message.
   *
   * @param part {@code parent}, or the key of a reply
   * @param reply what it says, below a parent
   * @param excused whether it may stand twice: somebody deleted one like it, or its sender had
   *     stood still for so long that somebody else had taken over
   */
  public record Message(
      Optional<RollbackId> rollback,
      String part,
      Optional<Reply> reply,
      Posted where,
      boolean excused) {}

  /**
   * Tells something, at this very moment.
   *
   * @param thawed whether the sender had stood still
   */
  public Outcome tell(Delivery delivery, boolean thawed) {
    if (faults.isChatAway(agenda.now())) {
      return new Outcome.TryAgain(Optional.empty(), "the chat is away", false);
    }
    Optional<ChatTrouble> trouble = faults.ofChat();
    if (trouble.isEmpty()) {
      return arrived(delivery, thawed);
    }
    return switch (trouble.get()) {
      case RATE_LIMITED ->
          new Outcome.TryAgain(Optional.of(Duration.ofSeconds(2)), "rate limited", false);
      case LOST -> new Outcome.TryAgain(Optional.empty(), "timed out", true);
      case LOST_THOUGH_ARRIVED -> {
        Outcome _ = arrived(delivery, thawed);
        yield new Outcome.TryAgain(Optional.empty(), "timed out", true);
      }
      case REFUSED -> new Outcome.Refused("channel_not_found", "Invite Walkback");
      case DELETED -> {
        messages.removeIf(message -> message.rollback().equals(delivery.rollback()));
        deleted.addAll(delivery.rollback().stream().toList());
        yield arrived(delivery, thawed);
      }
    };
  }

  /** Looks for the messages of a rollback, at this very moment. */
  public Search search(RollbackThread thread) {
    if (faults.isChatAway(agenda.now())) {
      return new Search.TryAgain(Optional.empty(), "the chat is away");
    }
    List<Message> found =
        messages.stream()
            .filter(message -> message.rollback().filter(thread.id()::equals).isPresent())
            .toList();
    return new Search.Seen(
        found.stream().filter(m -> m.part().equals("parent")).map(Message::where).findFirst(),
        found.stream()
            .map(Message::part)
            .filter(part -> !part.equals("parent"))
            .collect(Collectors.toSet()));
  }

  private Outcome arrived(Delivery delivery, boolean thawed) {
    return switch (delivery) {
      case Delivery.PostParent parent ->
          post(Optional.of(parent.rollbackId()), "parent", Optional.empty(), thawed);
      case Delivery.PostReply reply ->
          post(
              Optional.of(reply.rollbackId()),
              reply.reply().key(),
              Optional.of(reply.reply()),
              thawed);
      case Delivery.PostNotice notice ->
          post(Optional.empty(), notice.notice().key(), Optional.empty(), thawed);
      case Delivery.UpdateParent update ->
          messages.stream().anyMatch(message -> message.where().equals(update.posted()))
              ? new Outcome.Told(Optional.empty())
              : new Outcome.Gone("message_not_found");
    };
  }

  private Outcome post(
      Optional<RollbackId> rollback, String part, Optional<Reply> reply, boolean thawed) {
    var message =
        new Message(
            rollback,
            part,
            reply,
            new Posted(CHANNEL, "1." + posted++),
            thawed || rollback.filter(deleted::contains).isPresent());
    messages.add(message);
    witness.accept(message);
    return new Outcome.Told(Optional.of(message.where()));
  }
}

package dev.walkback.cli.command;

import dev.walkback.events.command.Command.Acknowledge;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says that a human has taken over, also of a rollback that has ended in trouble. */
@Command(
    name = "ack",
    description =
        "Say that you have taken over: a rollback in trouble ends, one that ended in trouble is"
            + " marked.")
public final class AcknowledgeCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Mixin private OptionalReason reason = new OptionalReason();

  @Override
  public Integer call() {
    return about.give(
        Known.newest(about.order().connection(), about.application()),
        reason.or("I have it"),
        (by, rollback) ->
            new Acknowledge(
                rollback.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                rollback.rollbackId()),
        Orders.NOT_FOLLOWED);
  }
}

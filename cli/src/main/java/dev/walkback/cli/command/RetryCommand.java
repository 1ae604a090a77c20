package dev.walkback.cli.command;

import dev.walkback.events.command.Command.Retry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a rollback in trouble try again. */
@Command(
    name = "retry",
    description = "Try again what did not work: the steps not taken, or the verification.")
public final class RetryCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Mixin private OptionalReason reason = new OptionalReason();

  @Option(names = "--wait", description = "Stay until the rollback has ended, and show it.")
  private boolean wait;

  @Override
  public Integer call() {
    return about.give(
        Known.live(about.order().connection(), about.application()),
        reason.or("the cause is out of the way"),
        (by, rollback) ->
            new Retry(
                rollback.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                rollback.rollbackId()),
        wait ? Orders.TO_HEALTH : Orders.NOT_FOLLOWED);
  }
}

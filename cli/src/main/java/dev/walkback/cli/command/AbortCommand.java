package dev.walkback.cli.command;

import dev.walkback.events.command.Command.Abort;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Begin nothing more of the rollback and end it; what was written stays written. */
@Command(
    name = "abort",
    description = "Begin nothing more of the rollback and end it; what was written stays written.")
public final class AbortCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Mixin private RequiredReason reason = new RequiredReason();

  @Override
  public Integer call() {
    return about.give(
        reason.text(),
        (by, rollback) ->
            new Abort(
                rollback.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                rollback.rollbackId()));
  }
}

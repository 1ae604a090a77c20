package dev.walkback.cli.command;

import dev.walkback.events.command.Command.Reject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Refuse the plan that waits for approval; the rollback ends, nothing is changed. */
@Command(
    name = "reject",
    description = "Refuse the plan that waits for approval; the rollback ends, nothing is changed.")
public final class RejectCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Mixin private RequiredReason reason = new RequiredReason();

  @Override
  public Integer call() {
    return about.give(
        reason.text(),
        (by, rollback) ->
            new Reject(
                rollback.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                rollback.rollbackId()));
  }
}

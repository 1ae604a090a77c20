package dev.walkback.cli.command;

import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command.SkipStep;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a rollback in trouble go on without a step. */
@Command(
    name = "skip",
    description =
        "Go on without a step that was not taken, for instance because you did it by hand.")
public final class SkipCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Mixin private RequiredReason reason = new RequiredReason();

  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "Its name as the audit says it, in quotes.")
  private String step = "";

  @Option(names = "--wait", description = "Stay until the rollback has ended, and show it.")
  private boolean wait;

  @Override
  public Integer call() {
    RollbackStatus status = Known.live(about.order().connection(), about.application());
    requireNotTaken(status);
    return about.give(
        status,
        reason.text(),
        (by, rollback) ->
            new SkipStep(
                rollback.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                rollback.rollbackId(),
                step),
        wait ? Orders.TO_HEALTH : Orders.NOT_FOLLOWED);
  }

  /** A wrong name is found here, where the right ones can be offered to be copied. */
  private void requireNotTaken(RollbackStatus status) {
    List<String> names =
        RollbackStory.read(about.order().connection(), status).notTaken().stream()
            .map(StepNotTaken::step)
            .toList();
    if (!names.contains(step)) {
      throw new NothingToDo(
          "Expected a step that was not taken, but found '%s'; %s"
              .formatted(
                  Printable.of(step),
                  names.isEmpty()
                      ? "every step so far was taken, or its fate is not known yet."
                      : "not taken: "
                          + names.stream()
                              .map(name -> ToType.skip(status.application(), name))
                              .collect(Collectors.joining(" or "))));
    }
  }
}

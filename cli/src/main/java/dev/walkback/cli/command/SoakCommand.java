package dev.walkback.cli.command;

import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.live.Headline;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.command.Command.EndSoak;
import dev.walkback.events.command.Command.ExtendSoak;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The time for which a rolled back application is watched. */
@Command(
    name = "soak",
    description = "Watch a rolled back application for longer, or no longer.",
    subcommands = {SoakCommand.Extend.class, SoakCommand.End.class})
public final class SoakCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Expected 'soak extend' or 'soak end'.");
  }

  private static RollbackStatus soaking(AboutRollback about) {
    RollbackStatus status = Known.live(about.order().connection(), about.application());
    if (status.phase() != Phase.SOAKING) {
      throw new NothingToDo(
          "Expected %s of %s to be soaking, but it is %s."
              .formatted(
                  status.rollbackId(), status.application(), Headline.words(status.phase())));
    }
    return status;
  }

  /** From its present end on. */
  @Command(name = "extend", description = "Watch for longer.")
  static final class Extend implements Callable<Integer> {

    @Mixin private AboutRollback about = new AboutRollback();
    @Mixin private OptionalReason reason = new OptionalReason();

    @Option(
        names = "--by",
        paramLabel = "DURATION",
        defaultValue = "15m",
        description = "So much longer than it would be watched now. Default: ${DEFAULT-VALUE}.")
    private String by = "15m";

    @Override
    public Integer call() {
      Duration more = OrderOptions.duration("--by", by);
      RollbackStatus status = soaking(about);
      Instant until = status.soakUntil().orElseGet(Instant::now).plus(more);
      return about.give(
          status,
          reason.or("to be sure"),
          (signed, rollback) ->
              new ExtendSoak(
                  rollback.application(),
                  signed.issuer(),
                  signed.reason(),
                  signed.expiresAt(),
                  rollback.rollbackId(),
                  until),
          Orders.NOT_FOLLOWED);
    }
  }

  /** What was seen is good enough. */
  @Command(name = "end", description = "Watch no longer: what was seen is good enough.")
  static final class End implements Callable<Integer> {

    @Mixin private AboutRollback about = new AboutRollback();
    @Mixin private RequiredReason reason = new RequiredReason();

    @Override
    public Integer call() {
      return about.give(
          soaking(about),
          reason.text(),
          (by, rollback) ->
              new EndSoak(
                  rollback.application(),
                  by.issuer(),
                  by.reason(),
                  by.expiresAt(),
                  rollback.rollbackId()),
          Orders.NOT_FOLLOWED);
    }
  }
}

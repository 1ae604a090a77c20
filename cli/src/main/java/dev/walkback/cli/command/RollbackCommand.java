package dev.walkback.cli.command;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.command.Command.RollBack;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a command and says what came of it. */
@Command(
    name = "rollback",
    description = "Roll an application back, and say what came of the command.",
    footer = {
      "",
      "Exit codes:",
      "  0  it began or joined a running rollback; with --wait: it ended healthy",
      "  3  nothing is done, and why",
      "  4  nobody answered",
      "  5  with --wait: it did not end healthy"
    })
public final class RollbackCommand implements Callable<Integer> {

  @Mixin private OrderOptions order = new OrderOptions();
  @Mixin private RequiredReason reason = new RequiredReason();
  @Mixin private GoalOptions goal = new GoalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NS/APP",
      description = "The application, for instance production/backend.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Option(names = "--wait", description = "Stay until the rollback has ended, and show it.")
  private boolean wait;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Signature by = order.sign(reason.text(), now);
    var command =
        new RollBack(
            Objects.requireNonNull(application),
            by.issuer(),
            by.reason(),
            by.expiresAt(),
            goal.revision(),
            goal.scenario());
    return new Orders(order, Objects.requireNonNull(spec).commandLine().getOut())
        .give(command, now, wait ? Orders.TO_HEALTH : Orders.NOT_FOLLOWED);
  }
}

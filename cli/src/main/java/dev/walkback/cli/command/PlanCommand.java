package dev.walkback.cli.command;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.command.Command.PlanRollback;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The dry run. */
@Command(
    name = "plan",
    description = "Show what a rollback would do now, and why; nothing is touched.",
    footer = {"", "Exit codes: 0 here is the plan; 3 nothing would be done, and why."})
public final class PlanCommand implements Callable<Integer> {

  @Mixin private OrderOptions order = new OrderOptions();
  @Mixin private OptionalReason reason = new OptionalReason();
  @Mixin private GoalOptions goal = new GoalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NS/APP",
      description = "The application, for instance production/backend.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Signature by = order.sign(reason.or("to see what it would do"), now);
    var command =
        new PlanRollback(
            Objects.requireNonNull(application),
            by.issuer(),
            by.reason(),
            by.expiresAt(),
            goal.revision(),
            goal.scenario());
    return new Orders(order, Objects.requireNonNull(spec).commandLine().getOut())
        .give(command, now, Orders.NOT_FOLLOWED);
  }
}

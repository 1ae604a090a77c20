package dev.walkback.cli.command;

import dev.walkback.events.command.Command.Hold;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The brake. Asks nothing: it must work at once. */
@Command(
    name = "hold",
    description = "Stand still: nothing is written to a cluster in this scope until you resume.",
    footer = {"", "'status' shows every hold that is in force."})
public final class HoldCommand implements Callable<Integer> {

  @Mixin private OrderOptions order = new OrderOptions();
  @Mixin private RequiredReason reason = new RequiredReason();
  @Mixin private ScopeParameter scope = new ScopeParameter();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "It ends by itself after that; otherwise when somebody resumes.")
  private @Nullable String lasting;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Signature by = order.sign(reason.text(), now);
    Optional<Instant> until =
        Optional.ofNullable(lasting).map(text -> now.plus(OrderOptions.duration("--for", text)));
    return new Orders(order, Objects.requireNonNull(spec).commandLine().getOut())
        .give(
            new Hold(scope.scope(), by.issuer(), by.reason(), by.expiresAt(), until),
            now,
            Orders.NOT_FOLLOWED);
  }
}

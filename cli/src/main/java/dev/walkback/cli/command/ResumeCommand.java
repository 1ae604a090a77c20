package dev.walkback.cli.command;

import dev.walkback.events.command.Command.Resume;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lifts a hold. */
@Command(
    name = "resume",
    description = "End the hold of exactly this scope; a wider hold stays in force.")
public final class ResumeCommand implements Callable<Integer> {

  @Mixin private OrderOptions order = new OrderOptions();
  @Mixin private OptionalReason reason = new OptionalReason();
  @Mixin private ScopeParameter scope = new ScopeParameter();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Signature by = order.sign(reason.or("it may go on"), now);
    return new Orders(order, Objects.requireNonNull(spec).commandLine().getOut())
        .give(
            new Resume(scope.scope(), by.issuer(), by.reason(), by.expiresAt()),
            now,
            Orders.NOT_FOLLOWED);
  }
}

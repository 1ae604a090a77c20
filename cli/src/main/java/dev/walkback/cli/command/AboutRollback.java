package dev.walkback.cli.command;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.command.Command;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every command understands that is about the rollback that an application has now. */
public final class AboutRollback {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private OrderOptions order = new OrderOptions();

  @Parameters(
      index = "0",
      paramLabel = "NS/APP",
      description = "The application, for instance production/backend.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  ApplicationId application() {
    return Objects.requireNonNull(application);
  }

  OrderOptions order() {
    return order;
  }

  PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** Gives an order about the rollback that goes on now, and says what came of it. */
  int give(String reason, Maker maker) {
    return give(Known.live(order.connection(), application()), reason, maker, Orders.NOT_FOLLOWED);
  }

  /** The same about a rollback that was looked up before, followed to one of these ends. */
  int give(RollbackStatus rollback, String reason, Maker maker, Set<Phase> goodEnds) {
    Instant now = Instant.now();
    return new Orders(order, out())
        .give(maker.order(order.sign(reason, now), rollback), now, goodEnds);
  }

  /** Makes the order. */
  @FunctionalInterface
  interface Maker {
    Command order(Signature by, RollbackStatus rollback);
  }
}

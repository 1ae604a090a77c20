package dev.walkback.cli.command;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.policy.Durations;
import dev.walkback.events.command.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command understands that gives an order. */
public final class OrderOptions {

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(names = "--issuer", paramLabel = "WHO", description = "Who asks. Default: $USER.")
  private @Nullable String issuer;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "After that it is not carried out any more. Default: ${DEFAULT-VALUE}.")
  private String expiresIn = "5m";

  GlobalOptions global() {
    return global;
  }

  Connection connection() {
    return global.connection();
  }

  /** The order's head. */
  Signature sign(String reason, Instant now) {
    String who = Optional.ofNullable(issuer).orElse(System.getProperty("user.name", ""));
    if (reason.isBlank() || who.isBlank()) {
      throw new CliException("Expected a reason and an issuer, but one of them is empty.");
    }
    if (who.length() > Command.LONGEST_ISSUER) {
      throw new CliException(
          "Expected an issuer of at most %d characters, but found %d."
              .formatted(Command.LONGEST_ISSUER, who.length()));
    }
    return new Signature(who, reason, now.plus(duration("--expires-in", expiresIn)));
  }

  static Duration duration(String option, String text) {
    return Durations.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() ->
            new CliException(
                "Expected %s as a duration such as 5m, but found '%s'.".formatted(option, text)));
  }
}

package dev.walkback.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why, for what speaks for itself. */
public final class OptionalReason {

  @Option(
      names = {"-r", "--reason"},
      paramLabel = "TEXT",
      description = "Why; it stands in the audit.")
  private @Nullable String reason;

  String or(String otherwise) {
    return reason == null ? otherwise : reason;
  }
}

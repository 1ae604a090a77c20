package dev.walkback.cli.command;

import picocli.CommandLine.Option;

/** Why, for what somebody will ask about later. */
public final class RequiredReason {

  @Option(
      names = {"-r", "--reason"},
      required = true,
      paramLabel = "TEXT",
      description = "Why; it stands in the audit.")
  private String reason = "";

  String text() {
    return reason;
  }
}

package dev.walkback.cli.command;

import dev.walkback.events.suspicion.Scenario;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to go back to and because of what trouble. */
public final class GoalOptions {

  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description =
          "The cluster's revision number, only with a single workload; otherwise the newest good"
              + " one.")
  private @Nullable Long revision;

  @Option(
      names = "--scenario",
      paramLabel = "TROUBLE",
      converter = ScenarioConverter.class,
      description =
          "bad-deployment (default), database-migration, configuration, external-dependency,"
              + " security-vulnerability or data-corruption; it decides the plan, the budget and"
              + " who must agree.")
  private @Nullable Scenario scenario;

  Optional<Long> revision() {
    return Optional.ofNullable(revision);
  }

  Optional<Scenario> scenario() {
    return Optional.ofNullable(scenario);
  }
}

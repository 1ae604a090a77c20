package dev.walkback.cli.command;

import dev.walkback.cli.policy.LoadedPolicies;
import dev.walkback.cli.policy.PolicyFiles;
import dev.walkback.cli.policy.PolicyPublisher;
import dev.walkback.cli.text.Counts;
import dev.walkback.cli.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Policies as files: checked, and published to their topic. */
@Command(
    name = "policies",
    description = "Check and publish the policies in a directory.",
    subcommands = {PoliciesCommand.Check.class, PoliciesCommand.Publish.class})
public final class PoliciesCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(),
        "Expected 'policies check DIR' or 'policies publish DIR'.");
  }

  private static boolean reported(LoadedPolicies loaded, PrintWriter err, String outcome) {
    loaded.problems().forEach(problem -> err.println(Printable.of(problem.toString())));
    if (!loaded.valid()) {
      err.printf(
          "%s in %s%s.%n",
          Counts.of(loaded.problems().size(), "problem"),
          Counts.of(loaded.files(), "file"),
          outcome);
    }
    err.flush();
    return !loaded.valid();
  }

  /** Needs no broker. */
  @Command(
      name = "check",
      description = "Name everything that is wrong, with file, line and field.")
  static final class Check implements java.util.concurrent.Callable<Integer> {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR")
    private Path directory = Path.of(".");

    @Override
    public Integer call() {
      CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
      LoadedPolicies loaded = PolicyFiles.load(directory);
      if (reported(loaded, line.getErr(), "")) {
        return Exit.INVALID;
      }
      line.getOut()
          .printf(
              "%s in %s, all valid: %s%n",
              Counts.of(loaded.all().size(), "policy"),
              Counts.of(loaded.files(), "file"),
              loaded.all().stream()
                  .map(policy -> PolicyPublisher.name(policy.application()))
                  .collect(Collectors.joining(", ")));
      line.getOut().flush();
      return Exit.OK;
    }
  }

  /** All or nothing: with one problem nothing is published. */
  @Command(name = "publish", description = "Publish all policies, if all are valid.")
  static final class Publish implements java.util.concurrent.Callable<Integer> {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;
    @Mixin private GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "DIR")
    private Path directory = Path.of(".");

    @Option(names = "--prune", description = "Remove published policies that are not in DIR.")
    private boolean prune;

    @Override
    public Integer call() {
      CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
      LoadedPolicies loaded = PolicyFiles.load(directory);
      if (reported(loaded, line.getErr(), "; nothing is published")) {
        return Exit.INVALID;
      }
      var changes = PolicyPublisher.publish(global.connection(), loaded.all(), prune);
      changes.forEach(change -> line.getOut().println(change));
      line.getOut().flush();
      return Exit.OK;
    }
  }
}

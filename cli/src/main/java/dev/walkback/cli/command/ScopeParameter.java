package dev.walkback.cli.command;

import dev.walkback.events.ApplicationId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One application, all of a namespace, or everything. */
public final class ScopeParameter {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NS/APP | NS/*",
      description = "One application, or all of a namespace, as 'production/*'.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId scope;

  @Option(names = "--all", description = "Everything.")
  private boolean all;

  ApplicationId scope() {
    if (all == (scope != null)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Expected either an application, a namespace as 'NS/*', or --all, but found "
              + (all ? "two of them." : "none of them."));
    }
    return scope == null ? ApplicationId.EVERYTHING : scope;
  }
}

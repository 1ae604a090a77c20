package dev.walkback.standalone;

import dev.walkback.chassis.Directories;
import dev.walkback.cli.command.Exit;
import dev.walkback.cli.live.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A bad release and its way back, on this machine alone. */
@Command(
    name = "demo",
    description = "A release goes bad in a sandbox cluster and is walked back, live.",
    footer = {"", "Exit code: 0 if the story ended as it should, else 1."})
final class DemoCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "STORY",
      defaultValue = "bad-release",
      description = "Default: ${DEFAULT-VALUE}.")
  private String name = "bad-release";

  @Option(names = "--list", description = "Name the stories.")
  private boolean list;

  @Option(names = "--keep", description = "Keep the data: the broker's, the evidence, the policy.")
  private boolean keep;

  @Option(names = "--fast", description = "As quick as it goes, not as one would watch it.")
  private boolean fast;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var line = Objects.requireNonNull(spec).commandLine();
    if (list) {
      list(line.getOut());
      return Exit.OK;
    }
    Story story =
        Story.named(name)
            .orElseThrow(() ->
                new ParameterException(
                    line, "Expected a story out of %s, but found '%s'.".formatted(names(), name)));
    Path data = Standalone.home().resolve(".walkback").resolve("demo");
    Files.createDirectories(data);
    Standalone.logTo(data.resolve("demo.log"));
    Path run = Files.createTempDirectory(data, story.id() + "-");
    Terminal terminal = Terminal.detect(line.getOut(), System.getenv());
    try {
      return new Demo(story, fast, run, terminal).run() ? Exit.OK : Exit.FAILED;
    } finally {
      if (keep) {
        terminal.out().println("  Kept in " + run);
      } else {
        Directories.delete(run);
      }
      terminal.out().flush();
    }
  }

  private static String names() {
    return Arrays.stream(Story.values()).map(Story::id).collect(Collectors.joining(", "));
  }

  private static void list(PrintWriter out) {
    for (Story story : Story.values()) {
      out.println(String.format(Locale.ROOT, "%-20s %s", story.id(), story.description()));
    }
    out.flush();
  }
}

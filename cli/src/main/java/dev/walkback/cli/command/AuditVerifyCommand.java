package dev.walkback.cli.command;

import dev.walkback.cli.chain.Chains;
import dev.walkback.cli.chain.Dump;
import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks chains with nothing but SHA-256, from the topic or from a file. */
@Command(
    name = "verify",
    description = "Check the hash chain, and name the first link that is broken.",
    footer = {
      "",
      "A dump holds the bytes of one record per line: 'audit NS/APP --json', 'audit --all --json',"
          + " or",
      "what any Kafka client prints. A chain cannot show that its end was cut off: compare the"
          + " last",
      "digest with one that was noted before.",
      "Exit codes: 0 every chain holds; 1 there is nothing to check; 6 one is broken."
    })
public final class AuditVerifyCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NS/APP", converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Option(names = "--all", description = "Every application.")
  private boolean all;

  @Option(
      names = "--from-dump",
      paramLabel = "FILE",
      description = "Read this file instead of the topic; - is the standard input.")
  private @Nullable Path dump;

  @Override
  public Integer call() {
    if (all == (application != null)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Expected either an application or --all, but found " + (all ? "both." : "neither."));
    }
    var chains = new Chains();
    if (dump == null) {
      readTopic(chains);
    } else {
      readDump(dump, chains);
    }
    if (chains.findings().isEmpty() && chains.homeless().isEmpty()) {
      throw new CliException(
          "There is no audit%s to check."
              .formatted(application == null ? "" : " of " + application));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    (global.json() ? VerificationReport.json(chains) : VerificationReport.text(chains))
        .forEach(out::println);
    out.flush();
    return chains.hold() ? Exit.OK : Exit.INVALID;
  }

  private void readTopic(Chains chains) {
    try (var source =
        TopicSource.open(global.connection(), Topics.AUDIT, Optional.ofNullable(application))) {
      source.readToEnd(line -> chains.acceptKeyed(line.key(), line.value()));
    }
  }

  private void readDump(Path file, Chains chains) {
    try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
      Dump.read(
          in,
          (bytes, line) -> {
            if (application == null) {
              chains.acceptUnkeyed(bytes, "line " + line);
            } else {
              chains.accept(application, bytes);
            }
          });
    } catch (IOException e) {
      throw new CliException(
          "Expected a dump of the audit in %s, but it cannot be read: %s."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}

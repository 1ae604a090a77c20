package dev.walkback.standalone;

import dev.walkback.cli.command.Exit;
import dev.walkback.cli.kafka.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All services in one JVM, on a real cluster. */
@Command(name = "up", description = "Run all of Walkback in one JVM against your cluster.")
final class UpCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Default: as kubectl finds it.")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "Default: the current one.")
  private @Nullable String context;

  @Option(
      names = "--policies",
      required = true,
      paramLabel = "DIR",
      description = "Policies; published at the start and whenever they change.")
  private Path policies = Path.of("policies");

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Your Kafka. Default: an embedded broker with its data on disk.")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Kafka client properties, for instance for SASL or TLS.")
  private @Nullable Path kafkaProperties;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the embedded broker; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort = 9092;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Records, evidence and the log. Default: .walkback/up.")
  private @Nullable Path data;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Webhooks, health and metrics. Default: ${DEFAULT-VALUE}.")
  private int httpPort = 8080;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Of topics that are created. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
      throw new CliException(
          "Expected a kubeconfig in %s, but it cannot be read.".formatted(kubeconfig));
    }
    if (kubeconfig == null && !ClusterAccess.isConfigured(System.getenv())) {
      throw new CliException(
          "Expected a cluster, but there is no $KUBECONFIG, no ~/.kube/config and no service account; name a kubeconfig with --kubeconfig FILE.");
    }
    Path directory =
        Optional.ofNullable(data).orElse(Standalone.home().resolve(".walkback").resolve("up"));
    Files.createDirectories(directory);
    Standalone.logTo(directory.resolve("walkback.log"));
    var options =
        new Up.Options(
            Optional.ofNullable(kubeconfig),
            Optional.ofNullable(context),
            policies,
            Optional.ofNullable(kafka),
            Optional.ofNullable(kafkaProperties),
            kafkaPort,
            directory.toAbsolutePath(),
            httpPort,
            partitions);
    new Up(options, Objects.requireNonNull(spec).commandLine().getOut()).run();
    return Exit.OK;
  }
}

package dev.walkback.cli.command;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.live.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command understands. */
public final class GlobalOptions {

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "Kafka's address. Otherwise WALKBACK_KAFKA, that of a running 'up', or localhost:9092.")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Kafka client properties, for instance for SASL or TLS.")
  private @Nullable Path kafkaProperties;

  @Option(names = "--json", description = "One JSON object per line, as it stands on the topic.")
  private boolean json;

  public Connection connection() {
    return Connection.resolve(
        Optional.ofNullable(kafka), Optional.ofNullable(kafkaProperties), System.getenv(), home());
  }

  public boolean json() {
    return json;
  }

  public Terminal terminal(PrintWriter out) {
    return Terminal.detect(out, System.getenv());
  }

  private static Path home() {
    return Path.of(System.getProperty("walkback.home", ""));
  }
}

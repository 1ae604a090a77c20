package dev.walkback.localkafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How a local broker is to run.
 *
 * @param dataDir where records, offsets and metadata stay; made when missing, used by one broker at
 *     a time
 * @param port where clients connect on 127.0.0.1; 0 takes a free one
 * @param defaultPartitions partitions of a topic that is created without a number
 * @param maxMessageBytes largest batch that a topic takes unless it says otherwise
 * @param settings of the broker, which win over its own; its clients' listener is {@value #CLIENTS}
 */
public record LocalKafkaOptions(
    Path dataDir,
    int port,
    int defaultPartitions,
    int maxMessageBytes,
    Map<String, String> settings) {

  /** The name of the listener for clients, which is without encryption unless settings say so. */
  public static final String CLIENTS = "CLIENTS";

  private static final int MAX_PORT = 65_535;
  private static final int TWO_MIB = 2 * 1024 * 1024;

  public LocalKafkaOptions {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "Expected a port from 0 (any free one) to %d, but found %d".formatted(MAX_PORT, port));
    }
    if (defaultPartitions < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 default partition, but found " + defaultPartitions);
    }
    if (maxMessageBytes < 1024) {
      throw new IllegalArgumentException(
          "Expected messages of at least 1024 bytes to be allowed, but found " + maxMessageBytes);
    }
    dataDir = dataDir.toAbsolutePath().normalize();
    settings = Map.copyOf(settings);
  }

  /** A broker on any free port that keeps its data in a directory. */
  public static LocalKafkaOptions at(Path dataDir) {
    return new LocalKafkaOptions(dataDir, 0, 1, TWO_MIB, Map.of());
  }

  public LocalKafkaOptions withPort(int port) {
    return new LocalKafkaOptions(dataDir, port, defaultPartitions, maxMessageBytes, settings);
  }

  public LocalKafkaOptions withDefaultPartitions(int partitions) {
    return new LocalKafkaOptions(dataDir, port, partitions, maxMessageBytes, settings);
  }

  public LocalKafkaOptions withMaxMessageBytes(int bytes) {
    return new LocalKafkaOptions(dataDir, port, defaultPartitions, bytes, settings);
  }

  public LocalKafkaOptions withSettings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return new LocalKafkaOptions(dataDir, port, defaultPartitions, maxMessageBytes, all);
  }

  /** Names of settings, never their values: some are passwords. */
  @Override
  public String toString() {
    return "LocalKafkaOptions[%s, port %d, settings %s]"
        .formatted(dataDir, port, settings.keySet());
  }
}

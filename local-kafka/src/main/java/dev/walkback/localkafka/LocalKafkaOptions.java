package dev.walkback.localkafka;

import java.nio.file.Path;

/**
 * How a local broker is to run.
 *
 * @param dataDir where records, offsets and metadata stay; made when missing, used by one broker at
 *     a time
 * @param port where clients connect on 127.0.0.1; 0 takes a free one
 * @param defaultPartitions partitions of a topic that is created without a number
 * @param maxMessageBytes largest batch that a topic takes unless it says otherwise
 */
public record LocalKafkaOptions(
    Path dataDir, int port, int defaultPartitions, int maxMessageBytes) {

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
  }

  /** A broker on any free port that keeps its data in a directory. */
  public static LocalKafkaOptions at(Path dataDir) {
    return new LocalKafkaOptions(dataDir, 0, 1, TWO_MIB);
  }

  public LocalKafkaOptions withPort(int port) {
    return new LocalKafkaOptions(dataDir, port, defaultPartitions, maxMessageBytes);
  }

  public LocalKafkaOptions withDefaultPartitions(int partitions) {
    return new LocalKafkaOptions(dataDir, port, partitions, maxMessageBytes);
  }

  public LocalKafkaOptions withMaxMessageBytes(int bytes) {
    return new LocalKafkaOptions(dataDir, port, defaultPartitions, bytes);
  }
}

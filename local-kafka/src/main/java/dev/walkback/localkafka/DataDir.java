package dev.walkback.localkafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A directory that belongs to one broker while it runs. The lock goes with the process, so a killed
 * broker leaves nothing to clean up.
 */
final class DataDir implements AutoCloseable {

  private final Path dir;
  private final FileChannel channel;

  private DataDir(Path dir, FileChannel channel) {
    this.dir = dir;
    this.channel = channel;
  }

  static DataDir lock(Path dir) {
    Path lockFile = dir.resolve("broker.lock");
    try {
      Files.createDirectories(dir);
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new LocalKafkaException(
            "Expected the data directory %s for this broker alone, but another broker is using it. Stop that one or choose another directory."
                .formatted(dir));
      }
      return new DataDir(dir, channel);
    } catch (IOException e) {
      throw new LocalKafkaException(
          "Expected a data directory that can be written at %s, but found: %s".formatted(dir, e),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // held by another broker in this JVM
    }
  }

  Path logs() {
    return dir.resolve("logs");
  }

  /** Prepares the directory as KRaft storage, once. */
  void format() {
    Path logs = logs();
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    try (var silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(logs.toString()))
          .setMetadataLogDirectory(logs.toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) { // declared by Kafka
      throw new LocalKafkaException(
          "Expected to prepare %s for Kafka, but found: %s".formatted(logs, e), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LocalKafkaException("Expected to release " + dir + ", but found: " + e, e);
    }
  }
}

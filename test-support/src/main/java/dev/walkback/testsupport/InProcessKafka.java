package dev.walkback.testsupport;

import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A broker in this JVM, with a directory that goes when it is closed. */
public final class InProcessKafka implements KafkaFixture {

  private final Path dir;
  private final LocalKafka kafka;

  private InProcessKafka(Path dir, LocalKafka kafka) {
    this.dir = dir;
    this.kafka = kafka;
  }

  public static InProcessKafka start() {
    try {
      Path dir = Files.createTempDirectory("walkback-kafka");
      return new InProcessKafka(dir, LocalKafka.start(LocalKafkaOptions.at(dir)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public String kind() {
    return "a broker in this JVM";
  }

  @Override
  public void close() {
    kafka.close();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

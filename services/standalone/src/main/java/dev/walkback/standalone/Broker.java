package dev.walkback.standalone;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicCatalogue;
import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaException;
import dev.walkback.localkafka.LocalKafkaOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The embedded broker, started beside everything else; its address is known at once. */
final class Broker implements AutoCloseable {

  private final int port;
  private final CompletableFuture<LocalKafka> kafka;

  private Broker(int port, CompletableFuture<LocalKafka> kafka) {
    this.port = port;
    this.kafka = kafka;
  }

  /**
   * Begins to start a broker and to make the topics.
   *
   * @param port 0 takes a free one
   */
  static Broker start(Path data, int port, int partitions) {
    int chosen = port == 0 ? freePort() : port;
    var kafka = new CompletableFuture<LocalKafka>();
    Thread.ofPlatform()
        .name("broker-start")
        .start(() -> {
          try {
            LocalKafka started = LocalKafka.start(LocalKafkaOptions.at(data).withPort(chosen));
            try (var catalogue = TopicCatalogue.open(connection(chosen))) {
              catalogue.create(partitions, Optional.of((short) 1));
            }
            kafka.complete(started);
          } catch (LocalKafkaException | dev.walkback.cli.kafka.CliException e) {
            kafka.completeExceptionally(e);
          }
        });
    return new Broker(chosen, kafka);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  Connection connection() {
    return connection(port);
  }

  /** Completes when topics can be used. */
  CompletableFuture<LocalKafka> ready() {
    return kafka;
  }

  private static Connection connection(int port) {
    return new Connection("127.0.0.1:" + port, "the embedded broker", Map.of());
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a free port on 127.0.0.1", e);
    }
  }

  @Override
  public void close() {
    kafka.thenAccept(LocalKafka::close).exceptionally(_ -> null).join();
  }
}

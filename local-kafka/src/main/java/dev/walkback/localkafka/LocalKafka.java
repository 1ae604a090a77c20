package dev.walkback.localkafka;

import java.net.BindException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and controller in this JVM, reachable on 127.0.0.1 only. What it acknowledged
 * is there again after a restart on the same directory, also after the process was killed; a power
 * failure may cost the last records, because writes are not synced one by one.
 */
public final class LocalKafka implements AutoCloseable {

  private static final int FREE_PORT_ATTEMPTS = 3;

  private final DataDir dataDir;
  private final KafkaRaftServer server;
  private final int port;
  private final CompletableFuture<String> fault;
  private boolean closed;

  private LocalKafka(
      DataDir dataDir, KafkaRaftServer server, int port, CompletableFuture<String> fault) {
    this.dataDir = dataDir;
    this.server = server;
    this.port = port;
    this.fault = fault;
  }

  /**
   * Starts a broker and returns when it takes requests: some four seconds on a busy laptop.
   *
   * @throws LocalKafkaException if the port is taken, the directory is used by another broker or
   *     cannot be written, or the broker does not come up; nothing stays behind then
   */
  public static LocalKafka start(LocalKafkaOptions options) {
    if (options.port() != 0) {
      Ports.requireFree(options.port());
    }
    DataDir dataDir = DataDir.lock(options.dataDir());
    try {
      dataDir.format();
      return startOn(dataDir, options);
    } catch (RuntimeException e) {
      dataDir.close();
      throw e;
    }
  }

  private static LocalKafka startOn(DataDir dataDir, LocalKafkaOptions options) {
    for (int attempt = 1; ; attempt++) {
      int port = options.port() == 0 ? Ports.free() : options.port();
      Properties properties = BrokerProperties.of(options, dataDir.logs(), port, Ports.free());
      try {
        return launch(dataDir, properties, port);
      } catch (LocalKafkaException e) {
        // Between finding a free port and binding it, somebody else may have taken it.
        if (!lostRaceForPort(e) || attempt == FREE_PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static LocalKafka launch(DataDir dataDir, Properties properties, int port) {
    CompletableFuture<String> fault = Faults.listen();
    KafkaRaftServer server = null;
    try {
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
    } catch (Exception e) { // Kafka's Scala code throws checked exceptions that it does not declare
      Faults.forget(fault);
      stopHalfStarted(server, e);
      throw new LocalKafkaException(
          "Expected the local broker to start on port %d with its data in %s, but found: %s"
              .formatted(port, dataDir.logs(), e),
          e);
    }
    return new LocalKafka(dataDir, server, port, fault);
  }

  private static void stopHalfStarted(@Nullable KafkaRaftServer server, Exception cause) {
    if (server == null) {
      return;
    }
    try {
      server.shutdown(); // else its non-daemon threads keep the JVM alive
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean lostRaceForPort(LocalKafkaException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** Where clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return BrokerProperties.HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /** Where the records are. */
  public Path logDir() {
    return dataDir.logs();
  }

  /**
   * Completes when the broker met a fault that would have ended its own process (a full disk, for
   * instance). It does not serve any more; the host decides whether to end.
   */
  public CompletionStage<String> fault() {
    return fault.minimalCompletionStage();
  }

  /** Stops the broker and waits for it; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Faults.forget(fault);
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      dataDir.close();
    }
  }
}

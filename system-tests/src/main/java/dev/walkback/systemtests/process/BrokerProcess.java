package dev.walkback.systemtests.process;

import dev.walkback.localkafka.LocalKafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A real broker as a process, at one address through all its lives. */
public final class BrokerProcess implements AutoCloseable {

  private static final String READY = "ready ";
  private static final Duration STARTING = Duration.ofMinutes(3);

  private final Path directory;
  private JvmProcess process;
  private String address;
  private int lives;

  private BrokerProcess(Path directory) {
    this.directory = directory;
    this.process = launch("0");
    this.address = awaitAddress();
  }

  /** Starts it on a free port and returns when it takes requests. */
  public static BrokerProcess start(Path directory) {
    return new BrokerProcess(directory);
  }

  /** Where clients connect, as {@code host:port}. */
  public String address() {
    return address;
  }

  /** The process of its present or last life: to kill, freeze or thaw. */
  public JvmProcess process() {
    return process;
  }

  /** A new life at the same address and on the same data; returns when it takes requests. */
  public void restart() {
    process = launch(address.substring(address.lastIndexOf(':') + 1));
    address = awaitAddress();
  }

  private JvmProcess launch(String port) {
    lives++;
    List<String> arguments =
        List.of("--dir", directory.resolve("kafka").toString(), "--port", port);
    return JvmProcess.start(
        Jvm.running(LocalKafkaProcess.class.getName(), arguments),
        directory.resolve("broker-%d.log".formatted(lives)));
  }

  private String awaitAddress() {
    try {
      return Awaitility.await("the broker")
          .atMost(STARTING)
          .pollInterval(100, TimeUnit.MILLISECONDS)
          .failFast("the broker has ended", () -> !process.isAlive())
          .until(this::printedAddress, Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException(
          "Expected the broker to take requests within %s, but: %s; the end of %s:%n%s"
              .formatted(STARTING, e.getMessage(), process.log(), process.tail()),
          e);
    }
  }

  private Optional<String> printedAddress() {
    return process.printed().stream()
        .filter(line -> line.startsWith(READY))
        .map(line -> line.substring(READY.length()))
        .findFirst();
  }

  @Override
  public void close() {
    process.close();
  }
}

package dev.walkback.testsupport;

import dev.walkback.localkafka.LocalKafkaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker as a process of its own, for tests that kill it. It comes back on the same port with the
 * same data. Needs the local broker on this JVM's class path.
 */
public final class KafkaProcess implements KafkaFixture {

  private final Path dataDir;
  private Running running;

  private record Running(Process process, String bootstrapServers) {}

  private KafkaProcess(Path dataDir, Running running) {
    this.dataDir = dataDir;
    this.running = running;
  }

  /** Starts a broker on a free port and waits until it takes requests. */
  public static KafkaProcess start(Path dataDir) {
    return new KafkaProcess(dataDir, launch(dataDir, "0"));
  }

  @Override
  public String bootstrapServers() {
    return running.bootstrapServers();
  }

  @Override
  public String kind() {
    return "a broker in a process of its own";
  }

  /** Ends the broker at once, as a crash would. */
  public void kill() {
    running.process().destroyForcibly();
    awaitEnd();
  }

  /** Starts it again after a {@link #kill()}; clients find it where it was. */
  public void restart() {
    String address = running.bootstrapServers();
    running = launch(dataDir, address.substring(address.lastIndexOf(':') + 1));
  }

  @Override
  public void close() {
    running.process().destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      running.process().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Running launch(Path dataDir, String port) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LocalKafkaProcess.class.getName(),
            "--dir",
            dataDir.toString(),
            "--port",
            port);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String address = awaitReady(output);
      Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {})); // a full pipe would stop it
      return new Running(process, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String awaitReady(BufferedReader output) throws IOException {
    var seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("ready ")) {
        return line.substring("ready ".length());
      }
      seen.append(line).append('\n');
    }
    throw new IllegalStateException(
        "Expected the broker to print 'ready HOST:PORT', but it ended with:\n" + seen);
  }
}

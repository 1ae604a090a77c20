package dev.walkback.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All services in one JVM, started by {@code ./walkback up} with the flags that everybody gets. */
public final class Product implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Child child;
  private final String up;

  private Product(Child child, String up) {
    this.child = child;
    this.up = up;
  }

  /**
   * Returns when it says that it is up.
   *
   * @param kafka where the broker is; empty for the embedded one
   */
  public static Product start(
      Path directory, Path kubeconfig, Path policies, Optional<String> kafka)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home().resolve("walkback").toString(), "up"));
    command.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of("--policies", policies.toString()));
    command.addAll(List.of("--data", directory.resolve("up").toString()));
    command.addAll(List.of("--http-port", "0"));
    kafka.ifPresentOrElse(
        address -> command.addAll(List.of("--kafka", address)),
        () -> command.addAll(List.of("--kafka-port", "0")));
    Child child = Child.start("walkback up", command, Map.of(), directory.resolve("up.log"));
    String up = child.awaitLine("Walkback is up", PATIENCE);
    if (up.contains("NOT ready")) {
      child.close();
      throw new IOException("Expected Walkback to be ready, but it said: " + up);
    }
    return new Product(child, child.awaitLine("  kafka", PATIENCE));
  }

  /** The repository. */
  public static Path home() {
    return Path.of(System.getProperty("walkback.home", ".")).toAbsolutePath();
  }

  /** Where its broker is. */
  public String kafka() {
    return up.replaceFirst("\\s*kafka\\s*", "").strip();
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }
}

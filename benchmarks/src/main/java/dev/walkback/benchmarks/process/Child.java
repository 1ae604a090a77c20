package dev.walkback.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process of ours, with all that it says in a file. Ends with us, whatever happens. */
public final class Child implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 20;

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Child(name, process, log);
  }

  /** The first line that it says which begins so. */
  String awaitLine(String beginning, Duration patience) throws IOException, InterruptedException {
    return await(log, line -> line.startsWith(beginning), beginning, patience);
  }

  /** Waits for a line with these words in a file that it writes. */
  void awaitIn(Path file, String words, Duration patience)
      throws IOException, InterruptedException {
    String found = await(file, line -> line.contains(words), words, patience);
    if (found.isEmpty()) {
      throw new IllegalStateException("Expected a line with " + words);
    }
  }

  private String await(Path file, Predicate<String> wanted, String words, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> line =
          Files.exists(file)
              ? Files.readString(file).lines().filter(wanted).findFirst()
              : Optional.empty();
      if (line.isPresent()) {
        return line.get();
      }
      boolean late = System.nanoTime() > end;
      if (late || !process.isAlive()) {
        throw new IOException(
            "Expected %s to say '%s' within %d s, but it %s; what it said is in %s"
                .formatted(
                    name,
                    words,
                    patience.toSeconds(),
                    late ? "did not" : "ended with " + process.exitValue(),
                    log));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package dev.walkback.systemtests.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A JVM as a process, seen from outside: it can be killed without a chance to say goodbye, stopped
 * for a while as a machine that hangs, and asked to end. What it prints goes to a log of its own.
 */
public final class JvmProcess implements AutoCloseable {

  private static final Duration ENDING = Duration.ofSeconds(30);
  private static final int TAIL_LINES = 30;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    // Whoever ends this JVM in the middle must not leave a dozen others behind.
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  private JvmProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    RUNNING.add(process);
    var _ = process.onExit().thenAccept(RUNNING::remove);
  }

  /** Starts it and returns at once; the log is begun anew. */
  public static JvmProcess start(Jvm jvm, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var builder = new ProcessBuilder(jvm.command());
      builder.environment().putAll(jvm.environment());
      builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
      builder.redirectInput(Redirect.from(new File("/dev/null")));
      return new JvmProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start " + jvm.mainClass(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** SIGKILL; returns when it is gone. Also ends what is stopped. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(ENDING);
  }

  /** SIGSTOP: it does nothing any more, and its connections stay open. */
  public void freeze() {
    signal("STOP");
  }

  /** The same; false where it was faster to end. */
  public boolean freezeIfAlive() {
    try {
      freeze();
    } catch (IllegalStateException e) {
      if (isAlive()) {
        throw e;
      }
    }
    return isAlive();
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public void thaw() {
    signal("CONT");
  }

  /**
   * Waits for it to end by itself, for instance at a failpoint.
   *
   * @return its exit status
   */
  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "Expected process %d to end within %s, but it still runs; its log is %s"
                .formatted(pid(), atMost, log));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for process " + pid(), e);
    }
  }

  /** What it printed so far. */
  public List<String> printed() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected the log of process %d".formatted(pid()), e);
    }
  }

  /** The last lines that it printed, for messages. */
  String tail() {
    List<String> lines = printed();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private void signal(String name) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "Expected to send SIG%s to process %d, but kill ended with %d"
                .formatted(name, pid(), status));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM, and SIGKILL if that does not help within half a minute. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    thaw();
    process.destroy();
    try {
      awaitExit(ENDING);
    } catch (IllegalStateException e) {
      kill();
    }
  }
}

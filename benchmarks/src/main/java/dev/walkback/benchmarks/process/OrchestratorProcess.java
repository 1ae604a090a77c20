package dev.walkback.benchmarks.process;

import dev.walkback.orchestrator.OrchestratorApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The orchestrator alone, as a process of its own. */
public final class OrchestratorProcess implements AutoCloseable {

  /** Of its JVM, unless others are asked for. */
  public static final List<String> FLAGS = List.of("-Xms512m", "-Xmx2g", "-XX:+UseParallelGC");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Child child;

  private OrchestratorProcess(Child child) {
    this.child = child;
  }

  /** Returns when it works on partitions. */
  public static OrchestratorProcess start(
      Path directory, String kafka, List<String> flags, List<String> settings)
      throws IOException, InterruptedException {
    Path log = directory.resolve("orchestrator-log.txt");
    List<String> options = new ArrayList<>(flags);
    options.add("-Dwalkback.log=" + log);
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    arguments.add("--walkback.kafka.bootstrap-servers=" + kafka);
    arguments.add("--walkback.kafka.properties.state.dir=" + directory.resolve("streams"));
    arguments.addAll(settings);
    Child child =
        Child.start(
            "the orchestrator",
            Java.command(options, OrchestratorApplication.class.getName(), arguments),
            Map.of(),
            directory.resolve("orchestrator.log"));
    child.awaitIn(log, "streams state=RUNNING", PATIENCE);
    return new OrchestratorProcess(child);
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }
}

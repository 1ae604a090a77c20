package dev.walkback.benchmarks.latency;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code kubectl rollout undo} as a process, as a person would type it. */
final class Kubectl {

  private final Path binary;
  private final Path kubeconfig;
  private final Path cache;

  private Kubectl(Path binary, Path kubeconfig, Path cache) {
    this.binary = binary;
    this.kubeconfig = kubeconfig;
    this.cache = cache;
  }

  /** Empty where there is none in the PATH. */
  static Optional<Kubectl> find(Path kubeconfig, Path directory) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(entry -> Path.of(entry, "kubectl"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(binary -> new Kubectl(binary, kubeconfig, directory.resolve("kubectl-cache")));
  }

  /** What it says of itself. */
  String version() throws IOException, InterruptedException {
    return run("version", "--client").lines().findFirst().orElse("?");
  }

  /** Returns when the process has ended, having written. */
  void undo(String deployment) throws IOException, InterruptedException {
    String said = run("rollout", "undo", "deployment/" + deployment, "--namespace", deployment);
    if (!said.contains("rolled back")) {
      throw new IOException("Expected kubectl to roll back, but it said: " + said);
    }
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of("--cache-dir", cache.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}

package dev.walkback.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lab's real cluster, seen as an administrator would, through {@code kubectl}. */
final class Lab {

  static final Path HOME =
      Path.of(
          System.getenv()
              .getOrDefault("LAB_HOME", System.getProperty("user.home") + "/.cache/walkback-lab"));

  /** What its API server was made to do. */
  static final ApiAudit AUDIT = new ApiAudit(HOME.resolve("logs/audit.jsonl"));

  private static final String COMMAND =
      System.getenv().getOrDefault("WALKBACK_LAB", "../../shared/lab/lab");

  private Lab() {}

  static String kubectl(String... arguments) {
    return run("", kubectlCommand(arguments));
  }

  static void apply(String manifest) {
    run(manifest, kubectlCommand("apply", "-f", "-"));
  }

  /** Installs what Walkback may do on a cluster, as its users do. */
  static void installAccounts() {
    kubectl("apply", "-f", "../deploy/kubernetes/rbac.yaml");
  }

  /** A kubeconfig with which one has the rights of a ServiceAccount of Walkback, and no others. */
  static Path kubeconfigOf(String account, Path directory) {
    Path file = directory.resolve(account + ".kubeconfig");
    try {
      Files.writeString(
          file,
          new Kubeconfig(
                  ofCluster("server"),
                  ofCluster("certificate-authority-data"),
                  account,
                  kubectl("-n", "walkback", "create", "token", account, "--duration=1h").strip())
              .text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** From now on Alertmanager posts there, and Prometheus forgets nothing. */
  static void monitor(String webhook) {
    run("", List.of(COMMAND, "monitoring", webhook));
  }

  /** Requests to all pods of an application, until it is closed. */
  static Visitors visitors(Shop shop) {
    return new Visitors(
        start(
            List.of(
                COMMAND,
                "traffic",
                shop.workload().namespace(),
                "app=" + shop.workload().name(),
                "20",
                "120")));
  }

  private static String ofCluster(String field) {
    return kubectl(
        "config", "view", "--raw", "-o", "jsonpath={.clusters[0].cluster.%s}".formatted(field));
  }

  private static List<String> kubectlCommand(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                HOME.resolve("bin/kubectl").toString(),
                "--kubeconfig",
                HOME.resolve("kubeconfig").toString()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String run(String input, List<String> command) {
    try {
      Process process = start(command);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "Expected %s to succeed, but it ended with %d: %s".formatted(command, code, output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to start %s; is the lab up?".formatted(command), e);
    }
  }

  /** People who use the application. */
  record Visitors(Process process) implements AutoCloseable {

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}

package dev.walkback.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lab's real cluster, seen as an administrator would: through {@code kubectl} and the API
 * server's audit log.
 */
final class Lab {

  private static final Path HOME =
      Path.of(
          System.getenv()
              .getOrDefault("LAB_HOME", System.getProperty("user.home") + "/.cache/walkback-lab"));

  private Lab() {}

  static Path kubeconfig() {
    return HOME.resolve("kubeconfig");
  }

  static String kubectl(String... arguments) {
    return run("", command("kubectl", arguments));
  }

  static void apply(String manifest) {
    run(manifest, command("kubectl", "apply", "-f", "-"));
  }

  static void monitor(String webhook) {
    String lab = System.getenv().getOrDefault("WALKBACK_LAB", "../../shared/lab/lab");
    run("", List.of(lab, "monitoring", webhook));
  }

  /** How often Walkback wrote an object, as the API server counted it. */
  static long writes(String verb, String resource, String namespace, String name) {
    try (Stream<String> lines = Files.lines(HOME.resolve("logs/audit.jsonl"))) {
      return lines
          .filter(line -> line.contains("\"userAgent\":\"walkback"))
          .filter(line -> line.contains("\"verb\":\"" + verb + "\""))
          .filter(line ->
              line.contains(
                  "\"objectRef\":{\"resource\":\"%s\",\"namespace\":\"%s\",\"name\":\"%s\""
                      .formatted(resource, namespace, name)))
          .filter(line -> line.contains("\"code\":200"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected the API server's audit log in " + HOME, e);
    }
  }

  private static List<String> command(String program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                HOME.resolve("bin").resolve(program).toString(),
                "--kubeconfig",
                kubeconfig().toString()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String run(String input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
}

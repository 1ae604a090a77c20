package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.policy.PolicyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandaloneTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Standalone.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void the_stories_are_listed_with_what_they_show() {
    assertThat(run("demo", "--list")).isZero();
    assertThat(out.toString())
        .contains("bad-release ", "wedged-statefulset ", "nothing-released ", "bad-target ");
  }

  @Test
  void an_unknown_story_is_answered_with_those_there_are() {
    assertThat(run("demo", "good-release")).isEqualTo(2);
    assertThat(err.toString()).contains("Expected a story out of bad-release, wedged-statefulset");
  }

  @Test
  void a_kubeconfig_that_is_not_there_is_named() {
    assertThat(run("up", "--policies", "x", "--kubeconfig", "/no/such/file")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Expected a kubeconfig in /no/such/file, but it cannot be read.");
  }

  @Test
  void a_policy_with_a_typo_is_told_before_anything_is_started(@TempDir Path directory)
      throws IOException {
    Files.writeString(
        directory.resolve("backend.yaml"),
        """
        apiVersion: walkback.dev/v1
        kind: RollbackPolicy
        metadata: {name: backend, namespace: shop}
        spec:
          workloads: [{kind: Deploymnt, name: backend}]
        """);
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "apiVersion: v1");
    Path data = directory.resolve("data");

    int code = run("up", "--policies=" + directory, "--kubeconfig=" + kubeconfig, "--data=" + data);

    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("backend.yaml:5:22: spec.workloads[0].kind: expected");
    assertThat(err.toString()).contains("nothing was started");
    assertThat(data.resolve("kafka")).doesNotExist();
  }

  @Test
  void without_a_broker_up_names_the_address_and_starts_nothing(@TempDir Path directory)
      throws IOException {
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "apiVersion: v1");
    DemoPolicy.of(Story.BAD_RELEASE, true).write(directory.resolve("policies"));

    int code =
        run(
            "up",
            "--policies=" + directory.resolve("policies"),
            "--kubeconfig=" + kubeconfig,
            "--kafka=127.0.0.1:1",
            "--data=" + directory.resolve("data"));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("No Kafka broker answers at 127.0.0.1:1 (from --kafka)")
        .hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_port_that_is_taken_is_named_with_the_option_that_chooses_another(@TempDir Path directory)
      throws IOException {
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "apiVersion: v1");
    DemoPolicy.of(Story.BAD_RELEASE, true).write(directory.resolve("policies"));
    int code;
    int port;
    try (var taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
      code =
          run(
              "up",
              "--policies=" + directory.resolve("policies"),
              "--kubeconfig=" + kubeconfig,
              "--kafka-port=0",
              "--http-port=" + port,
              "--data=" + directory.resolve("data"));
    }

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("Expected port %d to be free for webhooks".formatted(port), "--http-port");
  }

  @Test
  void wrong_options_are_answered_in_two_lines() {
    assertThat(run("up", "--polices=x")).isEqualTo(2);
    assertThat(err.toString()).contains("All options: ./walkback up --help").hasLineCount(2);
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void the_policy_of_each_story_is_valid(Story story, @TempDir Path directory) throws IOException {
    DemoPolicy.of(story, true).write(directory);

    assertThat(PolicyFiles.load(directory).problems()).isEmpty();
  }
}

package dev.walkback.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaProcessIT {

  @TempDir Path dir;
  private @Nullable Process process;

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void acknowledged_records_survive_a_kill() throws Exception {
    var before = new Records(startProcess());
    before.createTopic("kept");
    before.write("kept", "one", "two");
    assertThat(before.read("kept", "group", 1)).hasSizeGreaterThanOrEqualTo(1);
    kill();

    var after = new Records(startProcess());
    after.write("kept", "three");

    assertThat(after.read("kept", "another group", 3)).containsExactly("one", "two", "three");
  }

  @Test
  void a_directory_that_another_process_uses_is_refused() throws Exception {
    startProcess();

    assertThatThrownBy(() -> LocalKafka.start(LocalKafkaOptions.at(dir)))
        .isInstanceOf(LocalKafkaException.class)
        .hasMessageContaining("another broker is using it");
  }

  @Test
  void a_wrong_argument_is_named() {
    assertThatThrownBy(() -> LocalKafkaProcess.parse("--dir", "x", "--port", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'many'");
  }

  private String startProcess() throws IOException {
    Process started =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LocalKafkaProcess.class.getName(),
                    "--dir",
                    dir.toString()))
            .redirectErrorStream(true)
            .start();
    process = started;
    BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
    var seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("ready ")) {
        return line.substring("ready ".length());
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("Expected a line 'ready HOST:PORT', but found:\n" + seen);
  }

  private void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }
}

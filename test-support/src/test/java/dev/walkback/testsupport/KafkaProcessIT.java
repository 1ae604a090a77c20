package dev.walkback.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

  @TempDir Path dir;

  @Test
  void clients_go_on_after_the_broker_was_killed_and_nothing_acknowledged_is_lost() {
    try (var kafka = KafkaProcess.start(dir)) {
      kafka.topics().create("kept", 1, Map.of());
      try (var writer = kafka.writer();
          var reader = kafka.reader("kept")) {
        writer.write("kept", "key", "before");
        reader.await(1);

        kafka.kill();
        kafka.restart();

        writer.write("kept", "key", "after");
        assertThat(reader.await(2))
            .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
            .containsExactly("before", "after");
      }
    }
  }
}

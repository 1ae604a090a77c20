package dev.walkback.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every broker for tests must do; one class per broker inherits it. */
abstract class KafkaContract {

  abstract KafkaFixture kafka();

  @Test
  void a_record_is_read_with_its_key_headers_and_bytes() {
    kafka().topics().recreate(List.of(Topics.TRIGGERS), 3);
    try (var writer = kafka().writer();
        var reader = kafka().reader(Topics.TRIGGERS.name())) {
      byte[] header = {0, 1, (byte) 0xff};
      writer.write(Topics.TRIGGERS.name(), "key", Map.of("raw", header), new byte[] {9});

      var record = reader.await(1).getFirst();

      assertThat(record.key()).isEqualTo("key");
      assertThat(record.value()).containsExactly(9);
      assertThat(record.headers().lastHeader("raw").value()).isEqualTo(header);
    }
  }

  @Test
  void fresh_topics_are_empty_and_have_the_partitions_asked_for() {
    kafka().topics().recreate(List.of(Topics.COMMANDS), 3);
    try (var writer = kafka().writer()) {
      writer.write(Topics.COMMANDS.name(), "key", "old");

      kafka().topics().recreate(List.of(Topics.COMMANDS), 2);

      writer.write(Topics.COMMANDS.name(), "key", "new");
      try (var reader = kafka().reader(Topics.COMMANDS.name())) {
        assertThat(reader.await(1))
            .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
            .containsExactly("new");
        assertThat(reader.upToNow()).hasSize(1);
      }
    }
  }
}

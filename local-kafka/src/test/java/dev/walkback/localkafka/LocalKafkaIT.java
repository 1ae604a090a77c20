package dev.walkback.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

  @TempDir Path dir;

  @Test
  void records_and_the_place_of_a_group_survive_a_restart() {
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.at(dir))) {
      var records = new Records(kafka.bootstrapServers());
      records.createTopic("kept");
      records.write("kept", "one", "two");
      assertThat(records.read("kept", "group", 2)).containsExactly("one", "two");
    }

    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.at(dir))) {
      var records = new Records(kafka.bootstrapServers());
      records.write("kept", "three");
      assertThat(records.read("kept", "group", 1)).containsExactly("three");
      assertThat(records.read("kept", "another group", 3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void a_directory_in_use_is_refused_and_the_first_broker_stays_well() {
    try (LocalKafka first = LocalKafka.start(LocalKafkaOptions.at(dir))) {
      assertThatThrownBy(() -> LocalKafka.start(LocalKafkaOptions.at(dir)))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageContaining("another broker is using it")
          .hasMessageContaining(dir.toString());
      new Records(first.bootstrapServers()).createTopic("still-well");
    }
  }

  @Test
  void a_fatal_fault_is_told_and_does_not_end_this_jvm() {
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.at(dir))) {
      Exit.halt(1, "disk full");
      assertThat(kafka.fault()).isCompletedWithValueMatching(text -> text.contains("disk full"));
    }
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalKafkaOptions options = LocalKafkaOptions.at(dir).withPort(taken.getLocalPort());
      assertThatThrownBy(() -> LocalKafka.start(options))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageContaining("Expected port %d".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void a_data_directory_that_is_a_file_is_named() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "in the way");
    assertThatThrownBy(() -> LocalKafka.start(LocalKafkaOptions.at(file)))
        .isInstanceOf(LocalKafkaException.class)
        .hasMessageContaining(file.toString());
  }
}

package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is started before its broker. */
@Tag("broker")
class ColdStartIT {

  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path dir = Path.of("");

  @Test
  void it_comes_up_by_itself_when_the_broker_does() throws Exception {
    int port = freePort();
    String address = "127.0.0.1:" + port;
    StreamApp.Seen.CONFIGS.clear();
    var starting = new FutureTask<>(() -> StreamApp.run(address));
    Thread.ofPlatform().daemon(true).start(starting);
    await().atMost(LONG).until(() -> !StreamApp.Seen.CONFIGS.isEmpty());

    try (LocalKafka _ = LocalKafka.start(LocalKafkaOptions.at(dir).withPort(port));
        var app = starting.get(LONG.toSeconds(), TimeUnit.SECONDS);
        var writer = new RecordWriter(address)) {
      EdgeHealth health = app.getBean(EdgeHealth.class);
      await().atMost(LONG).untilAsserted(() -> assertThat(health.problems()).isEmpty());
      writer.write("walkback.triggers", "k", "late");
      try (TopicReader answers = TopicReader.fromBeginning(address, "walkback.suspicions")) {
        assertThat(answers.await(1).getFirst().key()).isEqualTo("the/key");
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view that had read its holds, and whose broker goes away. */
@Tag("broker")
class HoldsViewOutageIT {

  private static final ApplicationId SHOP = new ApplicationId("production", "shop");

  @TempDir Path dir = Path.of("");

  @Test
  void it_does_not_say_that_nothing_holds_when_it_cannot_know() throws Exception {
    LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.at(dir));
    var settings = new KafkaSettings(kafka.bootstrapServers(), Map.of());
    new TopicProvisioner(settings, new TopicSettings(true, 2, (short) 1)).provision();
    var view = new HoldsView(settings, new EventCodec());
    view.start();
    try (kafka) {
      await().atMost(Samples.DEADLINE).until(view::isReady);
      assertThat(view.asOfNow(Duration.ofSeconds(10))).contains(Holds.NONE);
    }

    assertThat(view.asOfNow(Duration.ofMillis(500))).isEmpty();

    assertThat(view.current().holding(SHOP, Samples.NOW)).isEmpty();
    view.stop();
  }
}

package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.WithKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithKafka
class HoldsViewIT {

  private static final ApplicationId SHOP = new ApplicationId("production", "shop");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HoldsView view;
  private final RecordWriter writer;

  HoldsViewIT(KafkaFixture kafka) {
    view = new HoldsView(new KafkaSettings(kafka.bootstrapServers(), Map.of()), new EventCodec());
    writer = kafka.writer();
  }

  @BeforeEach
  void a_hold_is_there_before_the_start() {
    write(SHOP, Optional.of("ada"));
    view.start();
    await().atMost(Samples.DEADLINE).until(view::isReady);
  }

  @AfterEach
  void stop() {
    view.stop();
    writer.close();
  }

  @Test
  void a_hold_that_was_ordered_before_the_start_is_known() {
    assertThat(heldBy(view.current())).contains("ada");
  }

  @Test
  void whoever_asks_sees_every_hold_that_was_written_before() throws InterruptedException {
    for (int turn = 0; turn < 50; turn++) {
      write(SHOP, Optional.of("turn " + turn));

      assertThat(heldBy(view.asOfNow(PATIENCE).orElseThrow())).contains("turn " + turn);
    }
  }

  @Test
  void a_hold_ends_with_the_record_that_lifts_it_and_with_the_removal_of_its_record()
      throws InterruptedException {
    write(SHOP, Optional.empty());
    assertThat(heldBy(view.asOfNow(PATIENCE).orElseThrow())).isEmpty();

    write(SHOP, Optional.of("bob"));
    writer.write(Topics.HOLDS.name(), SHOP.toString(), Map.of(), null);
    assertThat(heldBy(view.asOfNow(PATIENCE).orElseThrow())).isEmpty();
  }

  @Test
  void a_view_that_has_not_read_its_topic_does_not_say_that_nothing_holds()
      throws InterruptedException {
    var unread = new HoldsView(new KafkaSettings("localhost:1", Map.of()), new EventCodec());

    assertThat(unread.asOfNow(Duration.ofMillis(200))).isEmpty();
  }

  private static Optional<String> heldBy(Holds holds) {
    return holds.holding(SHOP, Samples.NOW).map(held -> held.hold().by());
  }

  private void write(ApplicationId scope, Optional<String> by) {
    var changed =
        new HoldChanged(
            scope, by.map(name -> new Hold(name, "repair", Samples.NOW, Optional.empty())));
    writer.write(
        Topics.HOLDS, new Envelope<>("hold", "/test", Samples.NOW, Optional.empty(), changed));
  }
}

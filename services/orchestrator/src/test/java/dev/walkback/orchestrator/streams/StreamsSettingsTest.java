package dev.walkback.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.chassis.KafkaSettings;
import dev.walkback.orchestrator.config.OrchestratorSettings;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

  private final Map<String, Object> settings =
      StreamsSettings.of(
          new KafkaSettings("localhost:9092", Map.of()), new OrchestratorSettings(0, 1));

  @Test
  void what_a_dead_instance_left_open_is_over_when_its_session_is() {
    assertThat(number("producer.transaction.timeout.ms"))
        .isLessThan(number("main.consumer.session.timeout.ms"));
  }

  @Test
  void a_survivor_hears_of_a_death_soon() {
    assertThat(number("main.consumer.heartbeat.interval.ms"))
        .isLessThanOrEqualTo(number("main.consumer.session.timeout.ms") / 3);
  }

  @Test
  void every_broker_takes_the_session_as_it_is() {
    assertThat(number("main.consumer.session.timeout.ms")).isGreaterThanOrEqualTo(6_000);
  }

  private int number(String name) {
    return (Integer) Objects.requireNonNull(settings.get(name), name);
  }
}

package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  private final KafkaSettings settings =
      new KafkaSettings(
          "broker:9093",
          Map.of(
              "security.protocol", "SASL_SSL",
              "sasl.jaas.config", "user required password=\"geheim\";",
              "acks", "0",
              "isolation.level", "read_uncommitted",
              "session.timeout.ms", "45000"));

  @Test
  void what_the_operator_sets_reaches_every_client() {
    assertThat(
            java.util.List.of(
                settings.admin(), settings.producer(), settings.consumer("g"), settings.reader()))
        .allSatisfy(config ->
            assertThat(config)
                .containsEntry("bootstrap.servers", "broker:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsKey("sasl.jaas.config"));
  }

  @Test
  void no_setting_makes_the_producer_forget_records() {
    assertThat(settings.producer())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("linger.ms", 0)
        .containsEntry("delivery.timeout.ms", 10_000)
        .containsEntry("max.block.ms", 2_000);
  }

  @Test
  void no_setting_makes_the_consumer_see_what_was_aborted_or_commit_by_itself() {
    assertThat(settings.consumer("g"))
        .containsEntry("group.id", "g")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("allow.auto.create.topics", false);
  }

  @Test
  void timeouts_are_the_operators_choice() {
    assertThat(settings.consumer("g")).containsEntry("session.timeout.ms", "45000");
    assertThat(new KafkaSettings("b:1", Map.of()).consumer("g"))
        .containsEntry("session.timeout.ms", 10_000);
  }

  @Test
  void secrets_are_not_printed() {
    assertThat(settings.toString())
        .contains("broker:9093", "sasl.jaas.config")
        .doesNotContain("geheim");
  }
}

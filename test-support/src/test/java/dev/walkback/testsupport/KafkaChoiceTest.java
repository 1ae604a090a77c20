package dev.walkback.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaChoiceTest {

  private static final Map<String, String> CONTAINER = Map.of("WALKBACK_TEST_KAFKA", "container");

  @Test
  void without_a_word_the_broker_runs_in_this_jvm() {
    assertThat(KafkaChoice.of(Map.of(), () -> true)).isEqualTo(new KafkaChoice.InProcess());
  }

  @Test
  void a_container_is_used_where_it_is_asked_for_and_can_run() {
    assertThat(KafkaChoice.of(CONTAINER, () -> true)).isEqualTo(new KafkaChoice.Container());
  }

  @Test
  void without_an_engine_the_tests_are_skipped_with_a_reason() {
    assertThat(KafkaChoice.of(CONTAINER, () -> false)).isInstanceOf(KafkaChoice.Skip.class);
  }

  @Test
  void in_ci_a_missing_engine_is_an_error() {
    var environment = Map.of("WALKBACK_TEST_KAFKA", "container", "CI", "true");
    assertThatThrownBy(() -> KafkaChoice.of(environment, () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not skipped");
  }

  @Test
  void an_unknown_broker_is_named() {
    assertThatThrownBy(() -> KafkaChoice.of(Map.of("WALKBACK_TEST_KAFKA", "podman"), () -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'podman'");
  }
}

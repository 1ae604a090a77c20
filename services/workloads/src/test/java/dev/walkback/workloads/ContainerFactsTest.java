package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ContainerFactsTest {

  private static final Instant STARTED = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void a_container_that_came_back_from_an_error_within_a_minute_has_just_crashed() {
    assertThat(container(3, 1).hasJustCrashed(STARTED.plusSeconds(59))).isTrue();
    assertThat(container(3, 1).hasJustCrashed(STARTED.plusSeconds(60))).isFalse();
  }

  @Test
  void a_container_that_ended_well_or_never_has_not_crashed() {
    assertThat(container(3, 0).hasJustCrashed(STARTED)).isFalse();
    assertThat(container(0, 1).hasJustCrashed(STARTED)).isFalse();
  }

  private static ContainerFacts container(int restarts, int exitCode) {
    String status =
        """
        {"name":"app","ready":true,"restartCount":%d,
         "state":{"running":{"startedAt":"%s"}},
         "lastState":{"terminated":{"reason":"Error","exitCode":%d}}}
        """
            .formatted(restarts, STARTED, exitCode);
    return ContainerFacts.read(JsonMapper.shared().readTree(status), false);
  }
}

package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long NOW = Long.MAX_VALUE - 5; // the clock may overflow meanwhile

  private final Pace pace = new Pace(100, NOW);

  @Test
  void the_first_turn_is_at_once() {
    assertThat(pace.reserve(5, NOW)).isZero();
  }

  @Test
  void each_later_turn_waits_for_all_requests_before_it() {
    Duration _ = pace.reserve(5, NOW);
    assertThat(pace.reserve(10, NOW)).isEqualTo(Duration.ofMillis(50));
    assertThat(pace.reserve(1, NOW)).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void turns_that_nobody_took_are_not_saved_up() {
    long later = NOW + Duration.ofSeconds(1).toNanos();
    assertThat(pace.reserve(1, later)).isZero();
    assertThat(pace.reserve(1, later)).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void a_pace_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Pace(0)).hasMessageContaining("found 0");
  }
}

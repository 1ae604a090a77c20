package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void the_first_turn_is_at_once_and_each_later_one_waits_for_those_before()
      throws InterruptedException {
    var pace = new Pace(100);
    long begun = System.nanoTime();

    pace.await(5);
    Duration first = since(begun);
    pace.await(10);
    pace.await(1);

    assertThat(first).isLessThan(Duration.ofMillis(40));
    assertThat(since(begun)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void turns_that_nobody_took_are_not_saved_up() throws InterruptedException {
    var pace = new Pace(10);
    pace.await(1);
    Thread.sleep(Duration.ofMillis(350));
    long begun = System.nanoTime();

    pace.await(1);
    pace.await(1);

    assertThat(since(begun)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_pace_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Pace(0)).hasMessageContaining("found 0");
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}

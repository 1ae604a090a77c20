package dev.walkback.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void percentiles_are_times_that_were_measured() {
    List<Duration> measured = IntStream.rangeClosed(1, 200).mapToObj(Duration::ofSeconds).toList();

    assertThat(Times.of(measured.reversed()))
        .isEqualTo(
            new Times(Duration.ofSeconds(100), Duration.ofSeconds(198), Duration.ofSeconds(200)));
  }

  @Test
  void of_few_the_worst_is_the_99th_percentile() {
    List<Duration> measured = List.of(Duration.ofSeconds(2), Duration.ofSeconds(9));

    assertThat(Times.of(measured).p99()).isEqualTo(Duration.ofSeconds(9));
  }
}

package dev.walkback.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  private static final int MOMENTS = 200_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "-0001-01-01T00:00:00Z",
        "2000-02-29T23:59:59.100Z",
        "2026-11-24T12:00:00.000001Z",
        "2026-11-24T12:00:00.120Z",
        "2026-11-24T12:00:00.000000001Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z"
      })
  void a_moment_is_written_as_java_writes_it(String text) {
    Instant moment = Instant.parse(text);

    assertThat(InstantText.of(moment)).isEqualTo(moment.toString());
  }

  @Test
  void so_are_many_others() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < MOMENTS; i++) {
      long second = random.nextLong(-100_000_000_000L, 300_000_000_000L);
      int step = i % 2 == 0 ? 1_000_000 : 1;
      Instant moment = Instant.ofEpochSecond(second, (long) random.nextInt(1_000) * step);

      if (!InstantText.of(moment).equals(moment.toString())) {
        assertThat(InstantText.of(moment)).isEqualTo(moment.toString());
      }
    }
  }
}

package dev.walkback.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlowTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1_795_660_662_850L, -3})
  void seeds_that_follow_one_another_have_every_blow(long first) {
    List<Blow> blows =
        LongStream.range(first, first + Blow.all().size()).mapToObj(Blow::of).toList();

    assertThat(blows).containsExactlyInAnyOrderElementsOf(Blow.all());
  }
}

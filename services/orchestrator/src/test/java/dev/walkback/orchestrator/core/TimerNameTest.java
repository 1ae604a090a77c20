package dev.walkback.orchestrator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.RollbackId;
import dev.walkback.orchestrator.core.TimerName.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimerNameTest {

  @Test
  void timers_stand_in_the_order_of_what_they_are_written_as() {
    List<TimerName> names =
        Stream.of("rb-ffffffffffff", "rb-000000000000", "rb-00000000000a")
            .map(RollbackId::new)
            .flatMap(id -> Stream.of(Kind.values()).map(kind -> new TimerName(id, kind)))
            .toList();

    assertThat(names.stream().sorted().map(TimerName::toString)).isSorted();
  }
}
